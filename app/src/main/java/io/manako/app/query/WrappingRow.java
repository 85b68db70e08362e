package io.manako.app.query;

import javafx.scene.Node;
import javafx.scene.layout.FlowPane;

/** Controls beside each other, in as many rows as the width asks for; a FlowPane by itself does not prefer the one row. */
final class WrappingRow extends FlowPane {
    WrappingRow(double gap, Node... children) {
        super(gap, gap, children);
    }

    @Override
    protected double computePrefWidth(double height) {
        double width = getInsets().getLeft() + getInsets().getRight() - getHgap();
        for (Node child : getManagedChildren()) {
            width += snapSizeX(child.prefWidth(-1)) + getHgap();
        }
        return width;
    }
}
