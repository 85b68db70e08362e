/** The focus-oriented retrieval benchmark (method.md §10). */
@NullMarked
package io.manako.engine.evaluation;

import org.jspecify.annotations.NullMarked;
