/** Captions and keywords of photos by a multimodal language model that the user runs (method.md §8). */
@NullMarked
package io.manako.engine.lexical.caption;

import org.jspecify.annotations.NullMarked;
