package io.manako.app.results;

import io.manako.app.gallery.NaturalOrder;
import io.manako.engine.search.Hit;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** In which order hits are shown. */
public enum HitOrder {
    /** The best first, as they were ranked. */
    SCORE,
    /** By file name, as the user's language orders words. */
    NAME,
    /** By the camera's clock, the newest first; photos that say nothing of it last. */
    DATE;

    /**
     * The hits in this order; those that are equal in it stay as they were ranked.
     *
     * @param taken when a hit's photo was taken, or null where it does not say
     */
    List<Hit> sorted(List<Hit> ranked, Locale locale, Function<Hit, @Nullable LocalDateTime> taken) {
        return switch (this) {
            case SCORE -> ranked;
            case NAME -> {
                NaturalOrder names = NaturalOrder.of(locale);
                yield ranked.stream()
                        .sorted(Comparator.comparing(
                                hit -> String.valueOf(hit.path().getFileName()), names))
                        .toList();
            }
            case DATE ->
                ranked.stream()
                        .sorted(Comparator.comparing(
                                taken, Comparator.nullsLast(Comparator.<LocalDateTime>reverseOrder())))
                        .toList();
        };
    }
}
