package io.manako.app.gallery;

import io.manako.engine.SameThingResult;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.AttentionMaps;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A query photo opened on a gallery. The blocking calls belong off the UI thread; the others return at once. */
public interface QuerySession extends AutoCloseable {
    Path path();

    /** Pixels after EXIF rotation: the coordinates of marks. */
    int width();

    /** Pixels after EXIF rotation: the coordinates of marks. */
    int height();

    /** The picture to show, perhaps smaller than {@link #width()} by {@link #height()}, of the same aspect. */
    Raster picture();

    /** What each head of the last blocks looks at without a prompt. */
    AttentionMaps attention();

    /** The object in a box, cut out by GrabCut. Blocking. */
    Mask tighten(Box box);

    /**
     * Ranks the gallery. Blocking.
     *
     * @throws IllegalArgumentException if the marks say nothing, such as negative ones alone; the message is for the user
     */
    default SearchResult search(SearchRequest request) {
        return search(request, early -> {});
    }

    /**
     * The same.
     *
     * @param early given the ranking without the close-up where that takes a while, by the calling thread
     */
    SearchResult search(SearchRequest request, Consumer<SearchResult> early);

    /**
     * Puts those of the best hits first that show the very same thing. Reads the best photos. Blocking, for seconds.
     *
     * @param request that marks a thing, answered by {@code result}
     * @param best hits that are looked at
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    SameThingResult sameAmong(
            SearchResult result,
            SearchRequest request,
            int best,
            ProgressListener listener,
            CancellationToken cancellation);

    /** Why a hit matched; encodes the hit's photo. Blocking. */
    Explanation explain(SearchRequest request, Hit hit) throws UnreadablePhotoException;

    /** The same photo, encoded by the model that answers now; both are to be closed. Blocking. */
    QuerySession again();

    /** Gives the encoding back. Blocking, as it may wait for work on the photo. */
    @Override
    void close();
}
