package io.manako.app.gallery;

import io.manako.engine.photo.UnreadablePhotoException.Reason;
import java.nio.file.Path;

/**
 * A file that could not be indexed.
 *
 * @param message the engine's whole sentence
 */
public record Problem(Path path, Reason reason, String message) {}
