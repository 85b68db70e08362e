/**
 * The durable pipeline: scan, identify, decode, encode, store. {@link io.manako.engine.index.Indexer} starts runs,
 * {@link io.manako.engine.index.IndexJob} is one of them.
 *
 * <p>Decoder threads read, hash, decode and resize files into a bounded queue; the run's own thread gathers them into
 * batches of one grid shape, has them encoded while the next are decoded, and stores them in transactions: first the
 * catalogue, then the descriptors. What is in the catalogue without descriptors is encoded by the next run, so a run that
 * is killed anywhere goes on where it was.
 */
@NullMarked
package io.manako.engine.index;

import org.jspecify.annotations.NullMarked;
