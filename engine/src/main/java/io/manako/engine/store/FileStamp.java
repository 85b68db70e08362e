package io.manako.engine.store;

/**
 * By which a file is taken for unchanged without being read.
 *
 * @param size bytes
 * @param modified milliseconds since 1970
 */
public record FileStamp(long size, long modified) {}
