package io.manako.engine;

import io.manako.engine.device.DeviceWish;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How an engine is started.
 *
 * @param model name of a model in {@code home/models} or a weights file; null: the embedded model
 * @param home folder of the user's data
 * @param threads threads of one operation, 0 for one a core
 * @param preprocessing how photos are fitted to the network
 * @param side side in pixels of the square that photos have as many patches as, 0: what suits the model; more patches see
 *     smaller things and take longer
 * @param device where the model shall run
 */
public record EngineConfig(
        @Nullable String model, Path home, int threads, Preprocessing preprocessing, int side, DeviceWish device) {
    /** The smallest and the largest {@code side}; beyond, there are hardly any patches, or attention takes seconds. */
    public static final int LEAST_SIDE = 64;

    public static final int LARGEST_SIDE = 1024;

    /** How a photo is fitted to the network's input. */
    public enum Preprocessing {
        /** What measured better (docs/experiments.md): the aspect is kept. */
        DEFAULT,
        /** Every photo is stretched to a square, as reference figures are computed. */
        STRETCH,
        /** Photos keep their aspect on the nearest of a few grid shapes. */
        ASPECT
    }

    /** On the GPU where one can be used. */
    public EngineConfig(@Nullable String model, Path home, int threads, Preprocessing preprocessing, int side) {
        this(model, home, threads, preprocessing, side, DeviceWish.AUTOMATIC);
    }

    /** The same for another model. */
    EngineConfig withModel(String other) {
        return new EngineConfig(other, home, threads, preprocessing, side, device);
    }

    /** The same on another device. */
    public EngineConfig on(DeviceWish other) {
        return new EngineConfig(model, home, threads, preprocessing, side, other);
    }

    /** The embedded model with what measured best. */
    public static EngineConfig embedded(Path home) {
        return new EngineConfig(null, home, 0, Preprocessing.DEFAULT, 0);
    }
}
