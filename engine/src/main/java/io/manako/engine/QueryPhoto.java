package io.manako.engine;

import io.manako.engine.photo.MaskAssist;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.PhotoHeader;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.Resampler;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.phs.HeadId;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.prompt.Prompt;
import io.manako.engine.search.CloseUp;
import io.manako.engine.search.Query;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.Searcher;
import io.manako.engine.vit.AttentionMaps;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.OpenPhoto;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A photo opened for queries: its picture to draw on, and its encoding, kept so that a changed prompt costs no new pass.
 * Thread-safe; close it when another is opened.
 */
public final class QueryPhoto implements AutoCloseable {
    private static final int SHOWN_SHORT_SIDE = 1080;
    private static final int SHOWN_LONG_SIDE = 2560;

    private final Path path;
    private final int width;
    private final int height;
    private final Raster picture;
    private Encoder encoder;
    private volatile OpenPhoto encoding;
    private List<CloseUp> last = List.of();
    private volatile @Nullable Understood understood;
    private boolean closed;

    /** What marks and heads were understood to mean; nothing else of a request changes it. */
    private record Understood(
            Encoder by, List<Prompt> prompts, Map<HeadId, Boolean> overrides, boolean closeUp, Query query) {
        boolean means(Encoder model, SearchRequest request) {
            return by == model
                    && closeUp == request.closeUp()
                    && prompts.equals(request.prompts())
                    && overrides.equals(request.overrides());
        }
    }

    static QueryPhoto open(Path file, Encoder encoder) throws UnreadablePhotoException {
        byte[] bytes = PhotoDecoder.read(file);
        PhotoHeader header = PhotoDecoder.header(bytes);
        return new QueryPhoto(file, header.width(), header.height(), picture(bytes), encoder);
    }

    /**
     * What is shown and encoded of a photo.
     *
     * @param bytes of its file
     */
    static Raster picture(byte[] bytes) throws UnreadablePhotoException {
        Raster picture = PhotoDecoder.decode(bytes, SHOWN_SHORT_SIDE);
        return Math.max(picture.width(), picture.height()) > SHOWN_LONG_SIDE
                ? Resampler.shrink(picture, SHOWN_LONG_SIDE)
                : picture;
    }

    /**
     * A photo of which the picture is known: its file need not be there.
     *
     * @param path where it lies or lay, absolute
     * @param width of the photo in pixels after EXIF rotation, as is {@code height}
     * @param picture in the photo's shape
     */
    static QueryPhoto of(Path path, int width, int height, Raster picture, Encoder encoder) {
        return new QueryPhoto(path, width, height, picture, encoder);
    }

    private QueryPhoto(Path path, int width, int height, Raster picture, Encoder encoder) {
        this.path = path;
        this.width = width;
        this.height = height;
        this.picture = picture;
        this.encoder = encoder;
        this.encoding = encoder.open(picture);
    }

    /** Absolute. */
    public Path path() {
        return path;
    }

    /** Pixels after EXIF rotation: the coordinates of prompts. */
    public int width() {
        return width;
    }

    /** Pixels after EXIF rotation: the coordinates of prompts. */
    public int height() {
        return height;
    }

    /** The picture to show; smaller than {@link #width()} by {@link #height()} where the photo is large. */
    public Raster picture() {
        return picture;
    }

    public PatchGrid grid() {
        return encoding.grid();
    }

    /** CLS's attention in the last F blocks, for the head strip. */
    public AttentionMaps attention() {
        return encoding.attention();
    }

    /** The object in a box, cut out by GrabCut, at the size of {@link #picture()}; takes a few hundred milliseconds. */
    public Mask tighten(Box box) {
        return MaskAssist.tighten(picture, scaled(box));
    }

    /** The same photo, encoded by another model; both are to be closed. */
    QueryPhoto by(Encoder other) {
        return new QueryPhoto(path, width, height, picture, other);
    }

    /**
     * What a request's marks mean on this photo, by a model. The newest meaning is kept, so that the explanations of a search's
     * hits share it, and neither wait for the next search nor take its close-ups away. The parts that were looked at from near
     * last stay encoded, for the next marks that ask for the same. Where the photo was encoded by another model than is
     * given, that is done anew.
     */
    Query understood(Encoder by, Searcher searcher, SearchRequest request) {
        Understood known = understood;
        if (known != null && known.means(by, request)) {
            return known.query();
        }
        return understand(by, searcher, request);
    }

    /** Whether it takes a pass through the network, of the marks seen from near, to tell what a request's marks mean. */
    boolean mustLookFor(Encoder by, Searcher searcher, SearchRequest request) {
        Understood known = understood;
        return (known == null || !known.means(by, request)) && isFar(by, searcher, request);
    }

    private synchronized boolean isFar(Encoder by, Searcher searcher, SearchRequest request) {
        List<Box> seen = last.stream().map(CloseUp::part).toList();
        return by == encoder && !seen.containsAll(searcher.closeUps(request, width, height));
    }

    private synchronized Query understand(Encoder by, Searcher searcher, SearchRequest request) {
        if (closed) {
            throw new IllegalStateException("the photo is closed");
        }
        if (by != encoder) {
            keep(List.of());
            encoding.close();
            encoding = by.open(picture);
            encoder = by;
        }
        List<CloseUp> near = near(searcher.closeUps(request, width, height));
        Query query = searcher.understand(encoding, near, width, height, request);
        understood = new Understood(by, request.prompts(), request.overrides(), request.closeUp(), query);
        return query;
    }

    /**
     * Parts, encoded. Of those that were encoded before what is asked for again stays.
     *
     * @param parts in photo pixels; none leaves the last as they are
     */
    private List<CloseUp> near(List<Box> parts) {
        if (parts.isEmpty()) {
            return List.of();
        }
        keep(parts);
        for (Box part : parts) {
            if (last.stream().noneMatch(known -> known.part().equals(part))) {
                CloseUp near = new CloseUp(encoder.openNear(Resampler.crop(picture, scaled(part))), part);
                last = Stream.concat(last.stream(), Stream.of(near)).toList();
            }
        }
        return last;
    }

    /** Closes what was looked at from near but for some parts. */
    private void keep(List<Box> parts) {
        List<CloseUp> before = last;
        last = before.stream().filter(near -> parts.contains(near.part())).toList();
        before.stream()
                .filter(near -> !last.contains(near))
                .forEach(near -> near.photo().close());
    }

    /** A box of the photo on {@link #picture()}. */
    private Box scaled(Box box) {
        double scaleX = (double) picture.width() / width;
        double scaleY = (double) picture.height() / height;
        return new Box(box.x() * scaleX, box.y() * scaleY, box.width() * scaleX, box.height() * scaleY, box.polarity());
    }

    @Override
    public synchronized void close() {
        closed = true;
        understood = null;
        keep(List.of());
        encoding.close();
    }
}
