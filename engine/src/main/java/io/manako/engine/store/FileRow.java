package io.manako.engine.store;

import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;

/**
 * A file of the catalogue.
 *
 * @param path absolute
 * @param photo the picture it shows
 * @param stamp size and time when its bytes were hashed
 * @param metadata version of its metadata when they were read; 0 if they never were
 */
public record FileRow(Path path, PhotoId photo, FileStamp stamp, FileState state, long metadata) {}
