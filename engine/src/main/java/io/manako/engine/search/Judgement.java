package io.manako.engine.search;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import org.jspecify.annotations.Nullable;

/**
 * What a user says of a photo of the library: more like this, or less like this.
 *
 * @param wanted whether more like it is wanted
 * @param region what is meant, in pixels of that photo after EXIF rotation, or null: the place where it matches the query
 */
public record Judgement(
        PhotoId photo, boolean wanted, @Nullable Box region) {}
