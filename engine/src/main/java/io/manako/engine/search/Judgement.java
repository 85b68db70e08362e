package io.manako.engine.search;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import org.jspecify.annotations.Nullable;

/** What a user says of what is looked for. */
public sealed interface Judgement {
    /** Whether more like it is wanted, or less. */
    boolean wanted();

    /** The photo or the name of the tag that it is about: of one thing it is either wanted or not. */
    Object subject();

    /**
     * More like a photo of the library, or less like it.
     *
     * @param region what is meant, in pixels of that photo after EXIF rotation, or null: the place where it matches the query
     */
    record OfPhoto(PhotoId photo, boolean wanted, @Nullable Box region) implements Judgement {
        @Override
        public Object subject() {
            return photo;
        }
    }

    /**
     * What is looked for has what a tag names, or has it not.
     *
     * @param tag the tag's name; where it was renamed since, another name of it
     */
    record OfTag(String tag, boolean wanted) implements Judgement {
        @Override
        public Object subject() {
            return tag;
        }
    }
}
