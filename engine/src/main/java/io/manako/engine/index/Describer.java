package io.manako.engine.index;

import io.manako.engine.store.PhotoDescriptor;
import io.manako.engine.vit.Encoder;
import java.util.List;
import java.util.function.Consumer;

/**
 * Who describes the photos of a run, and who is told.
 *
 * @param encoder makes the descriptors
 * @param stored told of descriptors that are new or replaced, after they are stored, on the run's thread
 * @param finished called when the catalogue shows all that a run found, before the run's result is there, on its thread
 */
public record Describer(Encoder encoder, Consumer<List<PhotoDescriptor>> stored, Consumer<IndexReport> finished) {}
