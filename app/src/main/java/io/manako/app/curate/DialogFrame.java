package io.manako.app.curate;

import io.manako.app.settings.Messages;
import io.manako.app.settings.ScreenScroll;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.layout.Region;
import javafx.stage.Modality;
import javafx.stage.Window;

/** What the curator's dialogs are alike in: what they are about does not change behind them, and they only close. */
record DialogFrame(Window owner, Messages messages) {
    private static final Insets PADDING = new Insets(16);

    /**
     * Prepares a dialog.
     *
     * @param id of its pane
     */
    void around(Dialog<ButtonType> dialog, String id, String title, Region content) {
        content.setPadding(PADDING);
        dialog.initOwner(owner);
        dialog.initModality(Modality.WINDOW_MODAL);
        dialog.setTitle(title);
        dialog.setResizable(true);
        dialog.getDialogPane().setId(id);
        dialog.getDialogPane().setContent(new ScreenScroll(content));
        for (Node part : content.getChildrenUnmodifiable()) {
            if (part instanceof MessageLabel) {
                // What is said below it would be out of sight.
                part.managedProperty().addListener(observable -> {
                    if (dialog.isShowing()) {
                        dialog.getDialogPane().getScene().getWindow().sizeToScene();
                    }
                });
            }
        }
        dialog.getDialogPane()
                .getButtonTypes()
                .add(new ButtonType(messages.get("dialog.close"), ButtonBar.ButtonData.CANCEL_CLOSE));
    }
}
