package io.manako.app.gallery;

import javafx.scene.Node;
import javafx.scene.layout.Pane;

/** A row of which so much is shown as fits beside each other; what comes after is not there for mouse, keys and readers. */
public final class FittingRow extends Pane {
    private static final double GAP = 6;

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return getManagedChildren().stream()
                .mapToDouble(child -> child.prefWidth(-1) + GAP)
                .sum();
    }

    @Override
    protected double computePrefHeight(double width) {
        return getManagedChildren().stream()
                .mapToDouble(child -> child.prefHeight(-1))
                .max()
                .orElse(0);
    }

    @Override
    protected void layoutChildren() {
        double x = 0;
        for (Node child : getManagedChildren()) {
            double width = child.prefWidth(-1);
            double height = child.prefHeight(-1);
            child.resizeRelocate(x, snapPositionY((getHeight() - height) / 2), width, height);
            x += width + GAP;
            child.setVisible(x - GAP <= getWidth());
        }
    }
}
