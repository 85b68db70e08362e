package io.manako.engine;

import io.manako.engine.photo.MaskAssist;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.PhotoHeader;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.Resampler;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.search.CloseUp;
import io.manako.engine.vit.AttentionMaps;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.OpenPhoto;
import java.nio.file.Path;
import java.util.Optional;
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
    private @Nullable CloseUp last;
    private boolean closed;

    static QueryPhoto open(Path file, Encoder encoder) throws UnreadablePhotoException {
        byte[] bytes = PhotoDecoder.read(file);
        PhotoHeader header = PhotoDecoder.header(bytes);
        Raster picture = PhotoDecoder.decode(bytes, SHOWN_SHORT_SIDE);
        if (Math.max(picture.width(), picture.height()) > SHOWN_LONG_SIDE) {
            picture = Resampler.shrink(picture, SHOWN_LONG_SIDE);
        }
        return new QueryPhoto(file, header.width(), header.height(), picture, encoder);
    }

    /**
     * A photo of which there is a copy: its file need not be there.
     *
     * @param path where it lies or lay, absolute
     * @param width of the photo in pixels after EXIF rotation, as is {@code height}
     * @param picture the copy, in the photo's shape
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

    /** Looks at the photo, and at a part of it from near. */
    @FunctionalInterface
    interface Look<T> {
        T at(OpenPhoto whole, @Nullable CloseUp near);
    }

    /**
     * What comes of looking at the photo, and at a part of it from near. The last part stays encoded, so that a search and
     * the explanations of its hits share it. Where the photo was encoded by another model than is given, that is done anew.
     *
     * @param part in photo pixels; empty: {@code look} is given null
     */
    synchronized <T> T near(Encoder by, Optional<Box> part, Look<T> look) {
        if (closed) {
            throw new IllegalStateException("the photo is closed");
        }
        if (by != encoder) {
            forget();
            encoding.close();
            encoding = by.open(picture);
            encoder = by;
        }
        if (part.isEmpty()) {
            return look.at(encoding, null);
        }
        CloseUp near = last;
        if (near == null || !near.part().equals(part.get())) {
            forget();
            near = last = new CloseUp(encoder.open(Resampler.crop(picture, scaled(part.get()))), part.get());
        }
        return look.at(encoding, near);
    }

    private void forget() {
        if (last != null) {
            last.photo().close();
            last = null;
        }
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
        forget();
        encoding.close();
    }
}
