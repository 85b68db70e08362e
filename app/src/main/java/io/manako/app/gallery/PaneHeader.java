package io.manako.app.gallery;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** What a pane is called and what can be done with it: beside each other where that fits, else the buttons below, in rows. */
public final class PaneHeader extends FoldingRow {
    private static final double GAP = 8;
    private static final double LEAST_HEIGHT = 44;

    /** A pane that is lower, in pixels, needs the room for what it shows. */
    private static final double PANE_THAT_FOLDS = 360;

    private PaneHeader(Region titles, Region buttons) {
        super(titles, buttons, 1);
        getStyleClass().add("pane-header");
    }

    /** @param titles from left to right; those that may be narrower than their text wrap it or shorten it */
    public static PaneHeader of(HBox titles, Node... buttons) {
        titles.setSpacing(GAP);
        titles.setAlignment(Pos.CENTER_LEFT);
        FlowPane rows = new WrappingRow(GAP, GAP / 2, buttons);
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
}
