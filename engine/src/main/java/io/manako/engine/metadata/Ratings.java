package io.manako.engine.metadata;

import org.jspecify.annotations.Nullable;

/** Stars as programs write them. */
final class Ratings {
    private static final int MOST = 5;

    private Ratings() {}

    /** @return null where that is no number of stars, as where a photo is rejected with −1 */
    static @Nullable Integer stars(@Nullable String text) {
        try {
            double stars = Double.parseDouble(text == null ? "" : text.strip());
            return stars >= 0 && stars <= MOST ? (Integer) (int) Math.round(stars) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Of Windows: 1, 25, 50, 75 and 99 for one star to five. */
    static @Nullable Integer ofPercent(@Nullable String text) {
        try {
            double percent = Double.parseDouble(text == null ? "" : text.strip());
            return percent >= 1 && percent <= 100 ? (Integer) Math.min(MOST, 1 + (int) Math.round(percent / 25)) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
