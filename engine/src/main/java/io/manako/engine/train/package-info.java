/** Focus distillation of the embedded model (model.md). */
@NullMarked
package io.manako.engine.train;

import org.jspecify.annotations.NullMarked;
