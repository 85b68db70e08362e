/** Folders, indexing and the thumbnails to pick a query photo from. */
@NullMarked
package io.manako.app.library;

import org.jspecify.annotations.NullMarked;
