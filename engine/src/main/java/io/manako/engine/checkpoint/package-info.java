/** Weights as PyTorch saves them, read without running anything that a file asks for (ADR 16). */
@NullMarked
package io.manako.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
