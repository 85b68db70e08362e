/** What the user calls photos: tags put on and taken off, and the filter that asks for them. */
@NullMarked
package io.manako.app.curate;

import org.jspecify.annotations.NullMarked;
