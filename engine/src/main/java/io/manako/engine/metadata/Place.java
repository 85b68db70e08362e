package io.manako.engine.metadata;

/**
 * Where a photo was taken.
 *
 * @param latitude degrees north, from −90 to 90
 * @param longitude degrees east, from −180 to 180
 */
public record Place(double latitude, double longitude) {
    public Place {
        if (!isOnEarth(latitude, longitude)) {
            throw new IllegalArgumentException("no place: " + latitude + ", " + longitude);
        }
    }

    static boolean isOnEarth(double latitude, double longitude) {
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180; // false for NaN
    }
}
