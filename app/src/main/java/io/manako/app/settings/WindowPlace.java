package io.manako.app.settings;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;

/**
 * Where the window was. Immutable.
 *
 * @param x left edge on the desktop, in screen pixels; of the window that is not maximised, like y, width and height
 * @param dividers of the panes, as shares of the width from left to right
 */
public record WindowPlace(double x, double y, double width, double height, boolean maximised, List<Double> dividers) {
    /** How much of the title bar has to be on a screen for somebody to be able to grab it, in pixels. */
    private static final double GRIP = 80;

    /** As high as any system's, in pixels. */
    private static final double TITLE_BAR = 40;

    private static final double MIN_WIDTH = 300;
    private static final double MIN_HEIGHT = 200;

    /** @throws IllegalArgumentException if a number is not one, or the window has no size */
    public WindowPlace {
        dividers = List.copyOf(dividers);
        List<Double> numbers = new ArrayList<>(dividers);
        numbers.addAll(List.of(x, y, width, height));
        if (!numbers.stream().allMatch(Double::isFinite) || width < 1 || height < 1) {
            throw new IllegalArgumentException("a window of " + width + " x " + height + " at " + x + ", " + y);
        }
    }

    /** Whether its title bar can be grabbed on one of the screens; one of them may have been unplugged. */
    public boolean isOn(List<Rectangle2D> screens) {
        return screens.stream()
                .anyMatch(screen -> x + width >= screen.getMinX() + GRIP
                        && x <= screen.getMaxX() - GRIP
                        && y >= screen.getMinY() - 1
                        && y <= screen.getMaxY() - GRIP);
    }

    /** The size of a window's content before there is a place for it: what is wanted, as far as the screen has room. */
    public static Dimension2D atFirst(Dimension2D wanted, Rectangle2D screen) {
        return new Dimension2D(
                Math.min(wanted.getWidth(), screen.getWidth()),
                Math.min(wanted.getHeight(), screen.getHeight() - TITLE_BAR));
    }

    /** A window's place, moved as little as it takes to be on a screen; what is larger begins at its corner. */
    static Rectangle2D onto(Rectangle2D window, Rectangle2D screen) {
        return new Rectangle2D(
                inside(window.getMinX(), window.getWidth(), screen.getMinX(), screen.getMaxX()),
                inside(window.getMinY(), window.getHeight(), screen.getMinY(), screen.getMaxY()),
                window.getWidth(),
                window.getHeight());
    }

    private static double inside(double from, double length, double least, double most) {
        return Math.max(least, Math.min(from, most - length));
    }

    /** The same, no larger than the largest screen. */
    public WindowPlace within(List<Rectangle2D> screens) {
        double widest =
                screens.stream().mapToDouble(Rectangle2D::getWidth).max().orElse(width);
        double highest =
                screens.stream().mapToDouble(Rectangle2D::getHeight).max().orElse(height);
        return new WindowPlace(
                x,
                y,
                Math.clamp(width, Math.min(MIN_WIDTH, widest), widest),
                Math.clamp(height, Math.min(MIN_HEIGHT, highest), highest),
                maximised,
                dividers);
    }
}
