package io.manako.engine.store;

/**
 * A tag among some photos.
 *
 * @param photos of those that bear it or one below it
 * @param own photos of those that bear this very tag
 */
public record TagCount(Tag tag, int photos, int own) {}
