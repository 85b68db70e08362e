package io.manako.engine.labels;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.vector.Int8Vectors;
import io.manako.engine.vector.Simd;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Photos as learned labels describe them. A photo is described when it is first asked for. Thread-safe. */
public final class LabelSpace {
    /** A name that is less probable is one among many. */
    private static final float LEAST = 0.15f;

    private static final int MOST = 3;

    private final LabelModel model;
    private final Function<PhotoId, @Nullable Int8Vectors> windows;
    private final Map<PhotoId, float[]> described = new ConcurrentHashMap<>();

    /** @param windows of a photo, null where it cannot be described */
    public LabelSpace(LabelModel model, Function<PhotoId, @Nullable Int8Vectors> windows) {
        this.model = model;
        this.windows = windows;
    }

    /**
     * How well photos fit what a region may be called.
     *
     * @param region {@code float[D]}, L2-normalised
     * @return {@code float[n]}, to be compared with each other only; 0, as of a photo like most, for one that is not known
     */
    public float[] scores(float[] region, List<PhotoId> photos) {
        float[] called = model.weights(region);
        float[] scores = new float[photos.size()];
        for (int i = 0; i < scores.length; i++) {
            float[] photo = described.computeIfAbsent(photos.get(i), this::describe);
            if (photo != null) {
                scores[i] = Simd.dot(called, photo);
            }
        }
        return scores;
    }

    private float @Nullable [] describe(PhotoId photo) {
        Int8Vectors own = windows.apply(photo);
        return own == null ? null : model.describe(own);
    }

    /** How much labels have to say of a region {@code float[D]}: from 0, it is none of what they name, to 1. */
    public float say(float[] region) {
        float say = 0;
        for (float weight : model.weights(region)) {
            say += weight;
        }
        return say;
    }

    /** What a region {@code float[D]} may be called, the most probable first; empty where nothing stands out. */
    public List<String> names(float[] region) {
        float[] called = model.weights(region);
        return IntStream.range(0, called.length)
                .filter(label -> called[label] >= LEAST)
                .boxed()
                .sorted(Comparator.comparingDouble(label -> -called[label]))
                .limit(MOST)
                .map(model.labels()::get)
                .toList();
    }
}
