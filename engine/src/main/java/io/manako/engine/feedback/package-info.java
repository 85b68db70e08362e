/** Relevance feedback: what a user says of hits becomes a new query. Plain arrays, no other state. */
@NullMarked
package io.manako.engine.feedback;

import org.jspecify.annotations.NullMarked;
