package io.manako.app.curate;

import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/** Holds a text field in a window whose actions have single letters as keys: what is typed does not reach them. */
final class TypingBox extends HBox {
    TypingBox(double spacing, Node... children) {
        super(spacing, children);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            boolean command = event.isShortcutDown()
                    || event.isAltDown()
                    || event.getCode().isFunctionKey()
                    || event.getCode() == KeyCode.TAB;
            if (!command) {
                event.consume();
            }
        });
    }

    /** Enter goes on from a field, and so does Escape once it is empty. */
    void leaveTo(TextField field, Runnable next) {
        field.setOnAction(event -> next.run());
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE && field.getText().isEmpty()) {
                next.run();
            } else if (event.getCode() == KeyCode.ESCAPE) {
                field.clear();
            }
        });
    }
}
