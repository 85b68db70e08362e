/** Marks on a photo and their coverage of the patch grid. */
@NullMarked
package io.manako.engine.prompt;

import org.jspecify.annotations.NullMarked;
