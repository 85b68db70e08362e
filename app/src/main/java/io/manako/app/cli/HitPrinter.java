package io.manako.app.cli;

import io.manako.engine.geometry.Agreement;
import io.manako.engine.lexical.WordMatch;
import io.manako.engine.message.Message;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Blend;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchResult;
import java.util.Locale;
import java.util.function.Function;

/** Hits as lines of text. */
final class HitPrinter {
    private HitPrinter() {}

    /** One line for each hit: rank, similarity and how much it says, box, path, and what words had to say. */
    static void print(SearchResult result, Console console) {
        print(result, console, hit -> "");
    }

    /** @param remark what is written after a hit */
    static void print(SearchResult result, Console console, Function<Hit, String> remark) {
        if (result.hits().isEmpty()) {
            console.err().println("No photo was found.");
        }
        result.missingNotice().ifPresent(console::note);
        if (!result.called().isEmpty()) {
            console.note(Message.of("results.called", String.join(", ", result.called())));
        }
        for (Hit hit : result.hits()) {
            Box box = hit.box();
            console.out()
                    .printf(
                            Locale.ROOT,
                            "%3d  %6s%s  %-22s %s%s%s%s%n",
                            hit.rank(),
                            hit.similarity()
                                    .map(similarity -> String.format(Locale.ROOT, "%.3f", similarity))
                                    .orElse("-"),
                            result.band(hit)
                                    .map(band ->
                                            String.format("  %-6s", band.name().toLowerCase(Locale.ROOT)))
                                    .orElse(""),
                            String.format(
                                    Locale.ROOT, "%.0f,%.0f,%.0f,%.0f", box.x(), box.y(), box.width(), box.height()),
                            hit.path(),
                            blend(hit),
                            sameness(hit),
                            remark.apply(hit));
        }
    }

    private static String sameness(Hit hit) {
        Agreement same = hit.same();
        return same == null ? "" : "  [the same thing, by " + same.features() + " features]";
    }

    private static String blend(Hit hit) {
        Blend blend = hit.blend();
        if (blend == null) {
            return "";
        }
        WordMatch match = blend.words();
        String look = blend.lookRank() == 0 ? "" : "look " + blend.lookRank();
        String words = match == null ? "no words" : "words " + match.rank() + ": " + String.join(", ", match.words());
        return "  [" + (look.isEmpty() ? words : look + ", " + words) + "]";
    }
}
