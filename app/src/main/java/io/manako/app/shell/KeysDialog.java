package io.manako.app.shell;

import io.manako.app.action.Action;
import io.manako.app.settings.Messages;
import io.manako.app.settings.ScreenScroll;
import javafx.geometry.Insets;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.stage.Modality;
import javafx.stage.Window;

/** All keys at a glance. */
final class KeysDialog {
    private static final int COLUMNS = 3;
    private static final double TEXT_WIDTH = 280;

    private KeysDialog() {}

    static void show(Window owner, Messages messages) {
        GridPane grid = new GridPane(16, 6);
        grid.setPadding(new Insets(16));
        int at = 0;
        int rows = (Action.values().length + COLUMNS - 1) / COLUMNS;
        for (Action action : Action.values()) {
            Label key = new Label(action.accelerator().getDisplayText());
            key.getStyleClass().add("key");
            Label text = new Label(messages.get(action.textKey()));
            key.setMinWidth(Region.USE_PREF_SIZE);
            text.setWrapText(true);
            text.setMaxWidth(TEXT_WIDTH);
            int column = at / rows * 3;
            grid.add(key, column, at % rows);
            grid.add(text, column + 1, at % rows);
            at++;
        }
        Label mouse = new Label(messages.get("keys.mouse"));
        mouse.setWrapText(true);
        mouse.setMaxWidth(960);
        grid.add(mouse, 0, rows + 1, 3 * COLUMNS, 1);

        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.initModality(Modality.NONE);
        dialog.setTitle(messages.get("keys.title"));
        dialog.getDialogPane().setId("keys-dialog");
        dialog.getDialogPane().setContent(new ScreenScroll(grid));
        dialog.getDialogPane()
                .getButtonTypes()
                .add(new ButtonType(messages.get("dialog.close"), ButtonBar.ButtonData.CANCEL_CLOSE));
        dialog.show();
    }
}
