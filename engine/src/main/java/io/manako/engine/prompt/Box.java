package io.manako.engine.prompt;

/** An axis-parallel rectangle: left, top, width and height in photo pixels; both sides longer than 0. */
public record Box(double x, double y, double width, double height, Polarity polarity) implements Prompt {
    public Box {
        if (!Double.isFinite(x) || !Double.isFinite(y) || !Double.isFinite(width) || !Double.isFinite(height)) {
            throw new IllegalArgumentException(
                    "a box needs finite numbers, not " + x + ", " + y + ", " + width + ", " + height);
        }
        if (width <= 0 || height <= 0) {
            throw new IllegalArgumentException("a box needs an area, not " + width + " x " + height + " pixels");
        }
    }

    public Box(double x, double y, double width, double height) {
        this(x, y, width, height, Polarity.POSITIVE);
    }

    @Override
    public Box as(Polarity other) {
        return new Box(x, y, width, height, other);
    }

    /** Intersection over union with another box, from 0 to 1. */
    public double iou(Box other) {
        double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        if (w <= 0 || h <= 0) {
            return 0;
        }
        double both = w * h;
        return both / (width * height + other.width * other.height - both);
    }
}
