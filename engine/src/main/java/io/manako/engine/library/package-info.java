/** Folders of photos, identity by content hash. */
@NullMarked
package io.manako.engine.library;

import org.jspecify.annotations.NullMarked;
