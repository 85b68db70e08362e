package io.manako.engine.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.manako.engine.prompt.PatchGrid;
import java.nio.FloatBuffer;

/**
 * Rotary positions in two dimensions as DINOv3 has them (Siméoni et al., 2025): half of a head's pairs of numbers are turned by
 * the row of a patch, half by its column, both from −1 to 1 over the picture. What is no patch is not turned.
 *
 * @param cosines (N, d)
 * @param sines (N, d)
 * @param prefix tokens before the patches
 */
record Rotation(NDArray cosines, NDArray sines, int prefix) {
    /** θ: the lowest frequency is about a hundredth of the highest. */
    private static final double BASE = 100;

    /** @param width d, numbers of a head; a multiple of 4 */
    static Rotation of(NDManager manager, PatchGrid grid, int width, int prefix, DataType type) {
        int frequencies = width / 4;
        float[] cosines = new float[grid.patches() * width];
        float[] sines = new float[cosines.length];
        for (int p = 0; p < grid.patches(); p++) {
            double y = 2 * (p / grid.columns() + 0.5) / grid.rows() - 1;
            double x = 2 * (p % grid.columns() + 0.5) / grid.columns() - 1;
            for (int i = 0; i < width; i++) {
                double frequency = Math.pow(BASE, -4.0 * (i % frequencies) / width);
                double angle = 2 * Math.PI * (i / frequencies % 2 == 0 ? y : x) * frequency;
                cosines[p * width + i] = (float) Math.cos(angle);
                sines[p * width + i] = (float) Math.sin(angle);
            }
        }
        Shape shape = new Shape(grid.patches(), width);
        return new Rotation(
                Weights.typed(manager.create(FloatBuffer.wrap(cosines), shape), type),
                Weights.typed(manager.create(FloatBuffer.wrap(sines), shape), type),
                prefix);
    }

    /**
     * Turns queries or keys.
     *
     * @param x (B, H, T, d), patches after the prefix, then whatever else
     */
    NDArray turn(NDArray x) {
        long end = prefix + cosines.getShape().get(0);
        long half = x.getShape().get(3) / 2;
        NDArray patches = x.get(":,:," + prefix + ":" + end);
        NDArray across = patches.get(":,:,:," + half + ":").neg().concat(patches.get(":,:,:,:" + half), 3);
        NDArray turned = x.get(":,:,:" + prefix).concat(patches.mul(cosines).addi(across.muli(sines)), 2);
        return end == x.getShape().get(2) ? turned : turned.concat(x.get(":,:," + end + ":"), 2);
    }
}
