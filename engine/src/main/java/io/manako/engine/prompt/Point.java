package io.manako.engine.prompt;

/** A click. On the patch grid it is a disc whose radius is a setting of the rasteriser. */
public record Point(double x, double y, Polarity polarity) implements Prompt {
    public Point {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("a point needs finite coordinates, not " + x + ", " + y);
        }
    }

    public Point(double x, double y) {
        this(x, y, Polarity.POSITIVE);
    }

    @Override
    public Point as(Polarity other) {
        return new Point(x, y, other);
    }
}
