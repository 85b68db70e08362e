package io.manako.app.settings;

import javafx.geometry.Rectangle2D;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.stage.Screen;

/** A dialog's content, as large as it wants to be where the screen is: with large text it is larger than a small screen. */
public final class ScreenScroll extends ScrollPane {
    /** Title bar and buttons around the content, and a scroll bar beside it, in pixels. */
    private static final double FRAME = 180;

    private static final double SCROLL_BAR = 20;

    private final Region content;
    private final Rectangle2D screen = Screen.getPrimary().getVisualBounds();

    public ScreenScroll(Region content) {
        super(content);
        this.content = content;
        getStyleClass().add("edge-to-edge");
        setFitToWidth(true);
        setFitToHeight(true);
        content.setMinHeight(USE_PREF_SIZE); // grows with a larger window; a lower one scrolls, and squeezes nothing
    }

    @Override
    protected double computePrefWidth(double height) {
        // A region may prefer to be narrower than it can be.
        double wanted = Math.max(content.minWidth(-1), content.prefWidth(-1));
        return Math.min(wanted + SCROLL_BAR, screen.getWidth() - FRAME);
    }

    @Override
    protected double computeMinWidth(double height) {
        return computePrefWidth(height); // the theme's dialogs are narrower than they prefer to be
    }

    @Override
    protected double computePrefHeight(double width) {
        double across = computePrefWidth(-1) - SCROLL_BAR;
        return Math.min(content.prefHeight(across) + SCROLL_BAR, screen.getHeight() - FRAME);
    }
}
