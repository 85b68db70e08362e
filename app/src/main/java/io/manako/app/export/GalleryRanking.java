package io.manako.app.export;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.Gallery;
import io.manako.app.gallery.QuerySession;
import io.manako.engine.message.Message;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.vit.AttentionMaps;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the desktop shows, to be written down. The query photo is opened once more, and only if it is needed: the one on
 * the screen may be closed for another at any time.
 */
final class GalleryRanking implements Ranking, AutoCloseable {
    private final Gallery gallery;
    private final @Nullable Path photo;
    private final SearchRequest request;
    private final SearchResult result;
    private final Function<Message, String> wording;
    private @Nullable QuerySession opened;

    /** @param wording says a message in the user's language, on any thread */
    GalleryRanking(Gallery gallery, Answer answer, Function<Message, String> wording) {
        this.gallery = gallery;
        QuerySession query = answer.session();
        this.photo = query == null ? null : query.path();
        this.wording = wording;
        this.request = answer.request();
        this.result = answer.result();
    }

    private QuerySession session() throws UnreadablePhotoException {
        QuerySession session = opened;
        if (session == null) {
            session = gallery.open(Objects.requireNonNull(photo, "a list needs no photo, and a sheet has one"));
            opened = session;
        }
        return session;
    }

    @Override
    public @Nullable Path photo() {
        return photo;
    }

    @Override
    public String model() {
        return gallery.model().name();
    }

    @Override
    public Function<Message, String> wording() {
        return wording;
    }

    @Override
    public SearchRequest request() {
        return request;
    }

    @Override
    public SearchResult result() {
        return result;
    }

    @Override
    public Raster picture() throws UnreadablePhotoException {
        return session().picture();
    }

    @Override
    public int width() throws UnreadablePhotoException {
        return session().width();
    }

    @Override
    public int height() throws UnreadablePhotoException {
        return session().height();
    }

    @Override
    public AttentionMaps attention() throws UnreadablePhotoException {
        return session().attention();
    }

    @Override
    public Raster thumbnail(Hit hit, int longSide) throws UnreadablePhotoException {
        return gallery.thumbnail(hit.id(), longSide);
    }

    @Override
    public Explanation explain(Hit hit) throws UnreadablePhotoException {
        return session().explain(request, hit);
    }

    @Override
    public void close() {
        QuerySession session = opened;
        if (session != null) {
            session.close();
        }
    }
}
