/**
 * Folders of photos: what lies in them, and what a look at them means for the catalogue. A photo is known by its picture,
 * not by its path, so files may move; a drive that is not there makes photos offline and never forgotten.
 */
@NullMarked
package io.manako.engine.library;

import org.jspecify.annotations.NullMarked;
