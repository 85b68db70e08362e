package io.manako.engine.vit;

import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.PatchGrid;
import java.util.List;
import java.util.function.Function;

/**
 * Turns photos into descriptors. The one implementation runs on DJL's PyTorch engine, on one inference thread of its
 * own; this interface is its whole surface, so nothing else sees an NDArray. Thread-safe; callers wait for their result.
 */
public interface Encoder extends AutoCloseable {
    ModelInfo model();

    /** The grid on which a photo of this size is encoded: the model's grid shape of the nearest aspect. */
    PatchGrid gridFor(int width, int height);

    /** The picture as the network sees it: resized to the grid's pixels. May be called on any thread, before encoding. */
    Raster fit(Raster photo, PatchGrid grid);

    /**
     * Encodes photos of an indexing run, all on one grid. Gives way to {@link #open}: while a query waits, a batch is at
     * most 4 photos.
     *
     * @param fitted results of {@link #fit} on the same grid
     * @param windows regions m for a grid, {@code float[W][N]}, each a window of the gallery
     */
    List<Encoding> encode(List<Raster> fitted, PatchGrid grid, Function<PatchGrid, float[][]> windows);

    /** How many photos {@link #encode} should be given at once: fewer leave a GPU idle, more make a crash dearer. */
    default int photosAtOnce() {
        return 8;
    }

    /** Encodes the photo of a query, before any batch that waits. */
    OpenPhoto open(Raster photo);

    /**
     * Encodes the part of a query's photo around its marks, before any batch that waits: on fewer patches than photos where the
     * model sees a thing that fills the picture as well on those.
     */
    default OpenPhoto openNear(Raster part) {
        return open(part);
    }

    /**
     * Encodes a photo that is looked at beside a query, such as a hit that is explained: before any batch that waits, but what
     * queries ask for overtakes it, in the middle of its pass, too. Where nothing runs at the same time it is {@link #open}.
     */
    default OpenPhoto openBeside(Raster photo) {
        return open(photo);
    }

    /** Has something rest and wake with the model; nothing where the model never rests. */
    default void accompany(Companion companion) {}

    /** The companion rests and wakes no more. */
    default void leave(Companion companion) {}

    @Override
    void close();
}
