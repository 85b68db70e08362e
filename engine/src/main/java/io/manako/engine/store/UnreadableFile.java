package io.manako.engine.store;

import io.manako.engine.message.Message;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import java.nio.file.Path;

/**
 * A file or folder that could not be read.
 *
 * @param path absolute
 * @param stamp its size and time then; another stamp means another try
 * @param message why
 */
public record UnreadableFile(Path path, FileStamp stamp, Reason reason, Message message) {}
