package io.manako.engine.library;

import io.manako.engine.store.FileStamp;
import java.nio.file.Path;

/**
 * A file that its name calls a photo of a readable format.
 *
 * @param path absolute
 */
public record FoundFile(Path path, FileStamp stamp) {}
