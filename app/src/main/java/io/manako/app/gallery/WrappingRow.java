package io.manako.app.gallery;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;

/**
 * Controls beside each other, in as many rows as the width asks for. A flow pane prefers the width at which it would wrap; this one
 * that at which it need not.
 */
public final class WrappingRow extends FlowPane {
    /** @param across between two controls, pixels, and {@code down} between two rows */
    public WrappingRow(double across, double down, Node... controls) {
        super(across, down, controls);
    }

    @Override
    protected double computePrefWidth(double height) {
        Insets insets = getInsets();
        return getManagedChildren().stream()
                        .mapToDouble(child -> snapSizeX(child.prefWidth(-1)) + getHgap())
                        .sum()
                - getHgap()
                + insets.getLeft()
                + insets.getRight();
    }
}
