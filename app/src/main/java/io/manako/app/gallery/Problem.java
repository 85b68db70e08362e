package io.manako.app.gallery;

import io.manako.engine.message.Message;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import java.nio.file.Path;

/**
 * A file that could not be indexed.
 *
 * @param message what it means and what helps
 */
public record Problem(Path path, Reason reason, Message message) {}
