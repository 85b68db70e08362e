/** The Vision Transformer with focus tokens, on one inference thread; NDArrays stay inside. */
@NullMarked
package io.manako.engine.vit;

import org.jspecify.annotations.NullMarked;
