package io.manako.app.gallery;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/** Two controls side by side, one below the other where both have not the width that they prefer. */
public class FoldingRow extends Region {
    private static final double GAP = 4;

    private final Region first;
    private final Region second;
    private final double share;

    /** Room that is left over is shared by both. */
    public FoldingRow(Region first, Region second) {
        this(first, second, 0.5);
    }

    /** @param share of the room that is left over, which the first has */
    FoldingRow(Region first, Region second, double share) {
        this.first = first;
        this.share = share;
        this.second = second;
        getChildren().addAll(first, second);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private double inside(double width) {
        Insets insets = getInsets();
        return width - insets.getLeft() - insets.getRight();
    }

    /** What the insets leave of the width. */
    final double insideWidth() {
        return inside(getWidth());
    }

    private double around() {
        return getInsets().getTop() + getInsets().getBottom();
    }

    private double together() {
        return first.prefWidth(-1) + GAP + second.prefWidth(-1);
    }

    private boolean folded(double width) {
        return mayFold() && inside(width) < together();
    }

    /** Whether there is the height for one below the other. */
    protected boolean mayFold() {
        return true;
    }

    /** Of the first, where both are side by side. */
    private double firstWidth(double width) {
        double left = inside(width) - together();
        return left < 0 ? Math.max(0, first.prefWidth(-1) + left) : first.prefWidth(-1) + left * share;
    }

    private double secondWidth(double width) {
        return Math.max(second.prefWidth(-1), inside(width) - firstWidth(width) - GAP);
    }

    @Override
    protected double computePrefWidth(double height) {
        return together() - inside(0);
    }

    @Override
    protected double computeMinWidth(double height) {
        return Math.max(first.minWidth(-1), second.minWidth(-1)) - inside(0);
    }

    @Override
    protected double computePrefHeight(double given) {
        double width = given < 0 ? computePrefWidth(-1) : given;
        if (folded(width)) {
            return around() + first.prefHeight(inside(width)) + GAP + second.prefHeight(inside(width));
        }
        double across = firstWidth(width);
        return around() + Math.max(first.prefHeight(across), second.prefHeight(secondWidth(width)));
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double x = getInsets().getLeft();
        double y = getInsets().getTop();
        double width = inside(getWidth());
        if (folded(getWidth())) {
            double height = first.prefHeight(width);
            first.resizeRelocate(x, y, width, height);
            second.resizeRelocate(x, y + height + GAP, width, second.prefHeight(width));
        } else {
            double across = firstWidth(getWidth());
            double height = getHeight() - around();
            first.resizeRelocate(x, y, across, height);
            second.resizeRelocate(x + across + GAP, y, secondWidth(getWidth()), height);
        }
    }
}
