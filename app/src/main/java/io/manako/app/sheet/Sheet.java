package io.manako.app.sheet;

import io.manako.engine.message.Message;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.Prompt;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchResult;
import io.manako.engine.vit.AttentionMaps;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a sheet shows.
 *
 * @param query the photo that was asked with
 * @param attention CLS's maps of the query photo, drawn in the head strip
 * @param result heads, timing and counts of the search
 * @param model name of the model, for the head line
 * @param tiles the hits to draw, best first; may be fewer than the result's
 * @param words says a message in the sheet's language
 */
public record Sheet(
        Query query,
        AttentionMaps attention,
        SearchResult result,
        String model,
        List<Tile> tiles,
        Function<Message, String> words) {
    public Sheet {
        tiles = List.copyOf(tiles);
    }

    /** A hit's similarity in figures, empty where words alone found it. */
    public static String similarity(Hit hit) {
        return hit.similarity()
                .map(similarity -> String.format(Locale.ROOT, "%.3f", similarity))
                .orElse("");
    }

    /**
     * The photo that was asked with.
     *
     * @param name file name
     * @param picture the photo, maybe reduced
     * @param width of the photo in pixels, the unit of the prompts
     * @param height of the photo in pixels
     * @param prompts marks in photo pixels; empty: the whole photo was asked for
     */
    public record Query(String name, Raster picture, int width, int height, List<Prompt> prompts) {
        public Query {
            prompts = List.copyOf(prompts);
        }
    }

    /**
     * A hit with its picture.
     *
     * @param picture thumbnail, or null where the file cannot be read now
     * @param explanation where the model looked, or null where the file cannot be read now
     */
    public record Tile(
            Hit hit, @Nullable Raster picture, @Nullable Explanation explanation) {}
}
