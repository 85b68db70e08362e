package io.manako.engine.train;

import io.manako.engine.photo.Raster;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one step learns from; targets are of length 1.
 *
 * @param views B
 * @param boxes T
 * @param pictures the views themselves, for a stem that learns; null: its maps are
 * @param middle {@code float[B * N * channels]}
 * @param deep {@code float[B * N / 4 * channels]}
 * @param regions m of the boxes, {@code float[B * T * N]}
 * @param cls what the teachers say of the views, {@code float[B * target]}
 * @param boxTargets what they say of the boxes, {@code float[B * T * target]}
 * @param cells the first teacher's patch tokens over 2 × 2 patches, {@code float[B * N / 4 * teacher]}
 */
record Batch(
        int views,
        int boxes,
        @Nullable List<Raster> pictures,
        float[] middle,
        float[] deep,
        float[] regions,
        float[] cls,
        float[] boxTargets,
        float[] cells) {}
