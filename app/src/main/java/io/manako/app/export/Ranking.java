package io.manako.app.export;

import io.manako.engine.message.Message;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.vit.AttentionMaps;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A search and its answer, to be written down. Used by one thread at a time; what throws blocks. */
public interface Ranking {
    /** The query photo's file, absolute; null where words alone were asked for: then there are only hits to write. */
    @Nullable
    Path photo();

    /** Name of the model that ranked. */
    String model();

    /** Says a message in the language of those who read it. */
    default Function<Message, String> wording() {
        return Message::english;
    }

    SearchRequest request();

    SearchResult result();

    /** The query photo, perhaps reduced. */
    Raster picture() throws UnreadablePhotoException;

    /** Width of the query photo in pixels, the unit of the request's prompts. */
    int width() throws UnreadablePhotoException;

    /** Height of the query photo in pixels, the unit of the request's prompts. */
    int height() throws UnreadablePhotoException;

    /** What each head of the last blocks looks at in the query photo. */
    AttentionMaps attention() throws UnreadablePhotoException;

    /** A small picture of a hit, {@code longSide} pixels at most. */
    Raster thumbnail(Hit hit, int longSide) throws UnreadablePhotoException;

    Explanation explain(Hit hit) throws UnreadablePhotoException;
}
