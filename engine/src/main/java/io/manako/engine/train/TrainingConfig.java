package io.manako.engine.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What to train on and for how long.
 *
 * @param photos folders and zip files
 * @param stem EfficientNet-Lite0's convolutions, or a hybrid that has them; they stay as they are
 * @param teacher a Vision Transformer with patches of 16 pixels
 * @param out weights to write; the checkpoint lies beside it
 * @param cache folder for what the frozen networks say; a later run of the same training uses it again
 * @param time of training, the cache not counted
 * @param views random views of each photo
 * @param seed of views, boxes, start and order
 */
public record TrainingConfig(
        List<Path> photos, Path stem, Path teacher, Path out, Path cache, Duration time, int views, long seed) {
    public TrainingConfig {
        photos = List.copyOf(photos);
        if (photos.isEmpty() || views < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("photos, a view and some time are needed to train");
        }
    }
}
