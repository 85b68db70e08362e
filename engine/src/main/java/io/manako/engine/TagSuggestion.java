package io.manako.engine;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.store.TagName;
import java.nio.file.Path;

/**
 * A tag that a photo may well have.
 *
 * @param path absolute
 * @param width of the photo in pixels, as is {@code height}
 * @param probability from 0 to 1
 * @param place the window that speaks most for it, in pixels of the photo
 */
public record TagSuggestion(
        PhotoId photo, Path path, int width, int height, TagName tag, float probability, Box place) {}
