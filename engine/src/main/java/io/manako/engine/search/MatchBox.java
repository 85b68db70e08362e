package io.manako.engine.search;

import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;

/**
 * Where a photo matched. The winning window alone is a coarse answer, and its neighbours overlap it: so each cell of a
 * fine grid takes the mean of exp(t·s) over the windows that cover it, and the box is drawn around the cells that stand
 * out.
 */
public final class MatchBox {
    /** The edges of windows at scales 1, 1/2 and 1/3 with a stride of half a window are all multiples of 1/12. */
    private static final PatchGrid CELLS = new PatchGrid(12, 12);

    /** A cell stands out that is this far from the least to the largest. */
    private static final float STANDING_OUT = 0.4f;

    private final float[] descriptor;
    private final float temperature;
    private float[] boxes = {};
    private float[][] cover = {};
    private float[] similarities = {};

    /**
     * For one query and one thread.
     *
     * @param descriptor {@code float[D]} of the query
     * @param temperature t, as in the photo's score
     */
    public MatchBox(float[] descriptor, float temperature) {
        this.descriptor = descriptor;
        this.temperature = temperature;
    }

    /** The box in photo pixels. */
    public Box of(GalleryPhoto photo) {
        float[] heat = heat(photo);
        float least = Float.POSITIVE_INFINITY;
        float largest = 0;
        for (float value : heat) {
            least = Math.min(least, value);
            largest = Math.max(largest, value);
        }
        float threshold = least + STANDING_OUT * (largest - least);
        int left = CELLS.columns();
        int top = CELLS.rows();
        int right = 0;
        int bottom = 0;
        for (int i = 0; i < heat.length; i++) {
            if (heat[i] >= threshold) {
                int column = i % CELLS.columns();
                int row = i / CELLS.columns();
                left = Math.min(left, column);
                top = Math.min(top, row);
                right = Math.max(right, column + 1);
                bottom = Math.max(bottom, row + 1);
            }
        }
        double width = (double) photo.width() / CELLS.columns();
        double height = (double) photo.height() / CELLS.rows();
        return new Box(left * width, top * height, (right - left) * width, (bottom - top) * height);
    }

    /** Of each cell the mean of exp(t·(s − largest s)) over the windows, weighted by how much of it they cover. */
    private float[] heat(GalleryPhoto photo) {
        float[][] shares = cover(photo.boxes());
        photo.windows().dots(descriptor, similarities);
        float largest = Float.NEGATIVE_INFINITY;
        for (float s : similarities) {
            largest = Math.max(largest, s);
        }
        float[] heat = new float[CELLS.patches()];
        for (int w = 0; w < similarities.length; w++) {
            float weight = (float) Math.exp(temperature * (similarities[w] - largest));
            float[] share = shares[w];
            for (int i = 0; i < heat.length; i++) {
                heat[i] += weight * share[i];
            }
        }
        return heat;
    }

    /**
     * How much of each cell each window covers, {@code float[W][cells]}, as shares of what all windows cover of it. Photos of a library have
     * the same windows, so it is computed for the first of them.
     */
    private float[][] cover(float[] of) {
        if (of == boxes) {
            return cover;
        }
        boxes = of;
        similarities = new float[of.length / 4];
        cover = new float[similarities.length][CELLS.patches()];
        float[] all = new float[CELLS.patches()];
        for (int w = 0; w < cover.length; w++) {
            double left = of[4 * w];
            double top = of[4 * w + 1];
            CELLS.addCoverage(cover[w], left, top, left + of[4 * w + 2], top + of[4 * w + 3]);
            for (int i = 0; i < all.length; i++) {
                all[i] += cover[w][i];
            }
        }
        for (float[] share : cover) {
            for (int i = 0; i < all.length; i++) {
                share[i] = all[i] > 0 ? share[i] / all[i] : 0;
            }
        }
        return cover;
    }
}
