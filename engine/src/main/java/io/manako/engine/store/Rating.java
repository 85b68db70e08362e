package io.manako.engine.store;

import io.manako.engine.photo.PhotoId;
import org.jspecify.annotations.Nullable;

/**
 * What the user says of a photo.
 *
 * @param stars from 0 to {@value #MOST}, or null for nothing: then the photo's files have their say
 */
public record Rating(PhotoId photo, @Nullable Integer stars) {
    public static final int MOST = 5;

    public Rating {
        if (stars != null && (stars < 0 || stars > MOST)) {
            throw new IllegalArgumentException(stars + " stars");
        }
    }
}
