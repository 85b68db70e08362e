package io.manako.engine.train;

import io.manako.engine.vit.Placement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to train on and for how long.
 *
 * @param photos folders and zip files
 * @param stem EfficientNet-Lite0's convolutions, or a hybrid that has them
 * @param teachers Vision Transformers, the first with patches of 16 pixels
 * @param from weights of a hybrid to go on from, with a fresh optimizer; null: from scratch
 * @param out weights to write; the checkpoint lies beside it
 * @param cache folder for what the frozen networks say; a later run of the same training uses it again
 * @param data evaluation set to measure the weights on at intervals, never to learn from; null: none
 * @param time of training, the cache not counted, unless {@code samples} decide
 * @param samples views to learn from, each as often as its turn comes, or 0: {@code time} decides
 * @param stemShare share of the budget, at its end, in which the stem learns too, on the photos themselves; 0: it stays
 * @param views random views of each photo
 * @param rate highest learning rate
 * @param device to train on, and to ask the frozen networks and to measure on
 * @param seed of views, boxes, start and order
 */
public record TrainingConfig(
        List<Path> photos,
        Path stem,
        List<Path> teachers,
        @Nullable Path from,
        Path out,
        Path cache,
        @Nullable Path data,
        Duration time,
        long samples,
        double stemShare,
        int views,
        double rate,
        Placement.Kind device,
        long seed) {
    /** Learning rate of the recipe of model.md. */
    public static final double RATE = 1e-3;

    public TrainingConfig {
        photos = List.copyOf(photos);
        teachers = List.copyOf(teachers);
        if (photos.isEmpty()
                || teachers.isEmpty()
                || views < 1
                || time.isNegative()
                || time.isZero()
                || samples < 0
                || !(stemShare >= 0 && stemShare <= 1)
                || !(rate > 0)) {
            throw new IllegalArgumentException(
                    "photos, a teacher, a view, some time and a learning rate are needed to train");
        }
    }
}
