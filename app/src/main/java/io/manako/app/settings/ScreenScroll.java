package io.manako.app.settings;

import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Window;

/**
 * A dialog's content, as large as it wants to be where the screen is: with large text it is larger than a small screen. The
 * dialog opens in the middle of its window, but no part of it beside the screen, at whose edge the window may be.
 */
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
        sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(window -> window.showingProperty().map(showing -> showing ? window : null))
                .addListener((observable, was, shown) -> {
                    if (shown != null) {
                        onceLaidOut(shown);
                    }
                });
        content.setMinHeight(USE_PREF_SIZE); // grows with a larger window; a lower one scrolls, and squeezes nothing
    }

    /** A window that is moved while it is still being given its size keeps the one that it had until then. */
    private static void onceLaidOut(Window window) {
        Scene scene = window.getScene();
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                moveOntoScreen(window);
            }
        });
    }

    private static void moveOntoScreen(Window window) {
        Rectangle2D place = new Rectangle2D(window.getX(), window.getY(), window.getWidth(), window.getHeight());
        List<Screen> screens =
                Screen.getScreensForRectangle(place.getMinX(), place.getMinY(), place.getWidth(), place.getHeight());
        Screen screen = screens.isEmpty() ? Screen.getPrimary() : screens.getFirst();
        Rectangle2D on = WindowPlace.onto(place, screen.getVisualBounds());
        if (!on.equals(place)) {
            window.setX(on.getMinX());
            window.setY(on.getMinY());
        }
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
