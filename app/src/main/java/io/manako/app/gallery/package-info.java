/** The engine as the desktop sees it, and what the library and the results share: pictures and the virtual grid. */
@NullMarked
package io.manako.app.gallery;

import org.jspecify.annotations.NullMarked;
