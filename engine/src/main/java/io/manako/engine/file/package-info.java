/** Files that Manako writes: whole or not there. */
@NullMarked
package io.manako.engine.file;

import org.jspecify.annotations.NullMarked;
