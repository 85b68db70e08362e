package io.manako.engine.vit;

import io.manako.engine.prompt.PatchGrid;
import java.util.Arrays;

/**
 * Descriptors of a photo from one pass. All are L2-normalised after the model's mean of their kind is subtracted.
 *
 * @param grid patch grid on which the photo was encoded
 * @param cls {@code float[D]}
 * @param windows {@code float[W][D]}, one focus token for each window asked for, in their order
 */
public record Encoding(PatchGrid grid, float[] cls, float[][] windows) {
    /** Whether all are numbers, which those of weights that overflow are not. */
    public boolean isFinite() {
        return isFinite(cls) && Arrays.stream(windows).allMatch(Encoding::isFinite);
    }

    private static boolean isFinite(float[] vector) {
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
