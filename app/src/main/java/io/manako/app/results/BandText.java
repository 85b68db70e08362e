package io.manako.app.results;

import io.manako.app.settings.Messages;
import io.manako.engine.geometry.Agreement;
import io.manako.engine.search.Hit;
import io.manako.engine.vit.ScoreBands.Band;
import java.util.Locale;
import java.util.Optional;

/**
 * What is written of a hit's score: where it shows the very same thing by how many features, a meter of three dots where its
 * meaning is known, else the number. Nothing where words alone found it: their score says nothing to people.
 */
final class BandText {
    private BandText() {}

    /** A few characters, for a tile. */
    static String brief(Hit hit, Optional<Band> band) {
        Agreement same = hit.same();
        if (same != null) {
            return String.valueOf(same.features());
        }
        return band.map(known -> switch (known) {
                    case STRONG -> "●●●";
                    case FAIR -> "●●○";
                    case WEAK -> "●○○";
                })
                .orElseGet(() -> number(hit).orElse(""));
    }

    /** The same in words, with the number. */
    static String full(Hit hit, Optional<Band> band, Messages messages) {
        Agreement same = hit.same();
        if (same != null) {
            return messages.get("same.hit", same.features(), number(hit).orElse(""));
        }
        String meaning = band.map(known -> switch (known) {
                    case STRONG -> "results.band-strong";
                    case FAIR -> "results.band-fair";
                    case WEAK -> "results.band-weak";
                })
                .orElse("results.score");
        return number(hit)
                .map(number -> messages.get(meaning, number))
                .orElseGet(() -> messages.get("results.by-words"));
    }

    private static Optional<String> number(Hit hit) {
        return hit.similarity().map(similarity -> String.format(Locale.ROOT, "%.2f", similarity));
    }
}
