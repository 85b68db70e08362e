package io.manako.app.gallery;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/**
 * What a pane is called and what can be done with it: beside each other where that fits, else the buttons below, in rows. In a
 * low pane there is one row, and buttons that have no room in it are not there for mouse, keys and readers; menus have them.
 */
public final class PaneHeader extends FoldingRow {
    private static final double GAP = 8;
    private static final double LEAST_HEIGHT = 44;

    /** A pane that is lower, in pixels, needs the room for what it shows. */
    private static final double PANE_THAT_FOLDS = 360;

    private final HBox titles;
    private final WrappingRow buttons;

    private PaneHeader(HBox titles, WrappingRow buttons) {
        super(titles, buttons, 1);
        this.titles = titles;
        this.buttons = buttons;
        getStyleClass().add("pane-header");
        // Before a layout begins: in the middle of one it would be too late for the height that is preferred.
        widthProperty().subscribe(width -> showWhatFits());
        parentProperty()
                .flatMap(parent -> parent instanceof Region pane ? pane.heightProperty() : null)
                .subscribe(height -> showWhatFits());
    }

    /** @param titles from left to right; those that may be narrower than their text wrap it or shorten it */
    public static PaneHeader of(HBox titles, Node... buttons) {
        titles.setSpacing(GAP);
        titles.setAlignment(Pos.CENTER_LEFT);
        WrappingRow rows = new WrappingRow(GAP, GAP / 2, buttons);
        rows.setAlignment(Pos.CENTER_RIGHT);
        return new PaneHeader(titles, rows);
    }

    @Override
    protected boolean mayFold() {
        return !(getParent() instanceof Region pane) || pane.getHeight() >= PANE_THAT_FOLDS;
    }

    @Override
    protected double computePrefHeight(double width) {
        return mayFold() ? Math.max(LEAST_HEIGHT, super.computePrefHeight(width)) : LEAST_HEIGHT;
    }

    private void showWhatFits() {
        double room = mayFold() ? Double.MAX_VALUE : insideWidth() - titles.minWidth(-1);
        for (Node button : buttons.getChildren()) {
            room -= GAP + button.prefWidth(-1);
            button.setManaged(room >= 0);
            button.setVisible(room >= 0);
        }
    }
}
