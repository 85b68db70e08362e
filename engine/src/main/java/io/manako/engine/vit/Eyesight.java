package io.manako.engine.vit;

import io.manako.engine.message.Message;
import io.manako.engine.photo.Raster;
import io.manako.engine.vector.Simd;
import java.util.Random;

/**
 * Whether weights see anything. A file of zeros, of one number, or of a training that collapsed loads like any other, and with it
 * every photo would be like every other.
 */
public final class Eyesight {
    private static final int SIDE = 64;

    /**
     * Squared distance of descriptors, which are of length 1, below which two pictures look the same: beyond what rounding makes of
     * equal ones, and far below the 0.001 of a network that has learned nothing yet.
     */
    private static final double SAME = 1e-8;

    private Eyesight() {}

    /**
     * Shows a black and a coloured picture to a model.
     *
     * @param called what messages call its weights
     * @throws ModelException with a whole sentence, if what it makes of them is no number, nothing, or the same
     */
    public static void require(DjlEncoder encoder, Object called) throws ModelException {
        float[] black = seen(encoder, new Raster(SIDE, SIDE, new byte[3 * SIDE * SIDE]), called);
        float[] coloured = seen(encoder, coloured(), called);
        double square = 0;
        for (int i = 0; i < black.length; i++) {
            double difference = black[i] - coloured[i];
            square += difference * difference;
        }
        if (square < SAME) {
            throw new ModelException(Message.of("engine.models.blind", called), null);
        }
    }

    private static float[] seen(DjlEncoder encoder, Raster picture, Object called) throws ModelException {
        try (OpenPhoto photo = encoder.openOnFew(picture)) {
            float[] cls = photo.cls();
            float length = Simd.dot(cls, cls);
            // Numbers that overflow make no number of it, or nothing.
            if (!(length > 0) || Float.isInfinite(length)) {
                throw new ModelException(Message.of("engine.models.senseless", called), null);
            }
            return cls;
        }
    }

    private static Raster coloured() {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        new Random(1).nextBytes(rgb);
        return new Raster(SIDE, SIDE, rgb);
    }
}
