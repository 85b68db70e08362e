package io.manako.app.shell;

import io.manako.app.settings.Messages;
import io.manako.app.settings.ScreenScroll;
import io.manako.app.settings.SettingsViewModel;
import io.manako.engine.metadata.SidecarName;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;

/** Asks whether XMP files are to be written beside photos, and how they are called. For the UI thread. */
final class SidecarsDialog {
    private static final double WIDTH = 480;

    private SidecarsDialog() {}

    /** @param write told the name, which is remembered, where they are */
    static void ask(
            Window owner, SettingsViewModel settings, Messages messages, int photos, Consumer<SidecarName> write) {
        Label question = new Label(messages.get("export.sidecars-ask", photos));
        question.setWrapText(true);
        question.setPrefWidth(WIDTH);
        question.setMinHeight(Region.USE_PREF_SIZE);
        CheckBox shortNames = new CheckBox(messages.get("export.sidecars-short"));
        shortNames.setId("sidecars-short");
        shortNames.setSelected(settings.now().shortSidecars());
        shortNames.setWrapText(true);
        shortNames.setPrefWidth(WIDTH);
        shortNames.setMinHeight(Region.USE_PREF_SIZE);

        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.initModality(Modality.WINDOW_MODAL);
        dialog.setTitle(messages.get("action.write-sidecars"));
        dialog.getDialogPane().setId("sidecars-dialog");
        VBox content = new VBox(16, question, shortNames);
        content.setPadding(new Insets(16));
        dialog.getDialogPane().setContent(new ScreenScroll(content));
        ButtonType ok = new ButtonType(messages.get("export.sidecars-write"), ButtonBar.ButtonData.OK_DONE);
        ButtonType leave = new ButtonType(messages.get("export.sidecars-leave"), ButtonBar.ButtonData.CANCEL_CLOSE);
        dialog.getDialogPane().getButtonTypes().setAll(ok, leave);
        dialog.resultProperty().addListener((observable, old, chosen) -> {
            if (chosen == ok) {
                boolean shorter = shortNames.isSelected();
                settings.change(now -> now.withShortSidecars(shorter));
                write.accept(shorter ? SidecarName.STEM : SidecarName.WHOLE);
            }
        });
        // Space chooses. Enter would, too, but in a question it is the answer.
        shortNames.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && dialog.getDialogPane().lookupButton(ok) instanceof Button button) {
                event.consume();
                button.fire();
            }
        });
        dialog.setOnShown(event -> shortNames.requestFocus());
        dialog.show();
    }
}
