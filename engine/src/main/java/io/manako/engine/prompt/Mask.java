package io.manako.engine.prompt;

/**
 * A painted or segmented region at the photo's own size or a smaller one of the same aspect.
 *
 * @param width columns of the mask, which cover the photo's whole width
 * @param height rows of the mask, which cover the photo's whole height
 * @param inside {@code boolean[height * width]}, row by row; shared, never written after construction
 */
public record Mask(int width, int height, boolean[] inside, Polarity polarity) implements Prompt {
    public Mask {
        if (width < 1 || height < 1 || inside.length != width * height) {
            throw new IllegalArgumentException(width + " x " + height + " with " + inside.length + " values");
        }
    }

    public Mask(int width, int height, boolean[] inside) {
        this(width, height, inside, Polarity.POSITIVE);
    }

    @Override
    public Mask as(Polarity other) {
        return new Mask(width, height, inside, other);
    }

    /** Marked cells, 0 for an empty mask. */
    public int count() {
        int n = 0;
        for (boolean b : inside) {
            n += b ? 1 : 0;
        }
        return n;
    }

    /**
     * The smallest box around the marked cells.
     *
     * @param photoWidth of the photo in pixels, the box's unit, as is {@code photoHeight}
     * @throws IllegalArgumentException if the mask is empty
     */
    public Box bounds(int photoWidth, int photoHeight) {
        int left = width;
        int top = height;
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (inside[y * width + x]) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x + 1);
                    bottom = y + 1;
                }
            }
        }
        double across = (double) photoWidth / width;
        double down = (double) photoHeight / height;
        return new Box(left * across, top * down, (right - left) * across, (bottom - top) * down);
    }
}
