package io.manako.engine.msba;

import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;

/**
 * The windows of a gallery photo: squares of the photo's unit square at several scales, each scale with a stride of half
 * a window, the largest first and row by row from the top left (method.md §4). Immutable and thread-safe.
 */
public final class WindowLayout {
    /** Scales 1, 1/2 and 1/3: 1 + 9 + 25 = 35 windows. Window 0 is the whole photo. */
    public static final WindowLayout MULTI_SCALE = new WindowLayout(1, 2, 3);

    private final float[][] boxes;

    /** @param divisors a scale of 1/s for each divisor s: windows 1/s long, 2s − 1 of them along each side */
    public WindowLayout(int... divisors) {
        int count = 0;
        for (int s : divisors) {
            count += (2 * s - 1) * (2 * s - 1);
        }
        boxes = new float[count][];
        int w = 0;
        for (int s : divisors) {
            float side = 1f / s;
            for (int row = 0; row < 2 * s - 1; row++) {
                for (int column = 0; column < 2 * s - 1; column++) {
                    boxes[w++] = new float[] {column * side / 2, row * side / 2, side, side};
                }
            }
        }
    }

    /** Number of windows, W. */
    public int size() {
        return boxes.length;
    }

    /** Where the windows are: {@code float[W * 4]}, left, top, width and height of each as shares of the photo's sides. */
    public float[] boxes() {
        float[] flat = new float[4 * boxes.length];
        for (int w = 0; w < boxes.length; w++) {
            System.arraycopy(boxes[w], 0, flat, 4 * w, 4);
        }
        return flat;
    }

    /** A window in pixels of a picture. */
    public Box box(int window, int width, int height) {
        float[] box = boxes[window];
        return new Box(box[0] * width, box[1] * height, box[2] * width, box[3] * height);
    }

    /** The windows' regions m: {@code float[W][N]}, share of each patch that a window covers, divided by its largest. */
    public float[][] regions(PatchGrid grid) {
        float[][] regions = new float[boxes.length][grid.patches()];
        for (int w = 0; w < regions.length; w++) {
            float[] box = boxes[w];
            float[] region = regions[w];
            grid.addCoverage(region, box[0], box[1], box[0] + box[2], box[1] + box[3]);
            float largest = 0;
            for (float share : region) {
                largest = Math.max(largest, share);
            }
            for (int i = 0; i < region.length; i++) {
                region[i] /= largest;
            }
        }
        return regions;
    }
}
