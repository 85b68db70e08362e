/** The durable pipeline: scan, identify, decode, encode, store. */
@NullMarked
package io.manako.engine.index;

import org.jspecify.annotations.NullMarked;
