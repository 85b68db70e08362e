package io.manako.app.gallery;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/**
 * A tooltip that is made when the pointer first comes. JavaFX gives each a scene with styles of its own at once, a
 * millisecond of the UI thread for every tile and button, most of which are never pointed at.
 */
public final class Hint {
    private static final double WIDTH = 480;

    private Hint() {}

    /**
     * Gives a node a tooltip; a screen reader knows its text as the node's help.
     *
     * @return the text, none at first; while there is none there is no tooltip
     */
    public static StringProperty on(Node node) {
        StringProperty text = new SimpleStringProperty();
        node.accessibleHelpProperty().bind(text);
        node.addEventHandler(MouseEvent.MOUSE_ENTERED, new EventHandler<>() {
            @Override
            public void handle(MouseEvent entered) {
                node.removeEventHandler(MouseEvent.MOUSE_ENTERED, this);
                install(node, text);
            }
        });
        return text;
    }

    /** The same, of a text that stays. */
    public static void on(Node node, String text) {
        on(node).set(text);
    }

    private static void install(Node node, StringProperty text) {
        Tooltip tooltip = new Tooltip();
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(WIDTH);
        tooltip.textProperty().bind(text);
        // The text itself holds who listens to it; a binding in between would go with the next garbage.
        text.subscribe(now -> {
            if (now == null || now.isEmpty()) {
                Tooltip.uninstall(node, tooltip);
            } else {
                Tooltip.install(node, tooltip);
            }
        });
    }
}
