package io.manako.app.shell;

import io.manako.app.library.LibraryViewModel;
import io.manako.app.settings.Messages;
import java.nio.file.Path;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Stage;

/** Asks before the folder that is shown is taken out of the library, and says what stays. */
final class RemoveFolderDialog {
    private RemoveFolderDialog() {}

    static void ask(Stage owner, LibraryViewModel library, Messages messages) {
        Path folder = library.folderProperty().get();
        Alert question = new Alert(Alert.AlertType.CONFIRMATION);
        question.initOwner(owner);
        question.getDialogPane().setId("remove-folder-dialog");
        question.setTitle(messages.get("action.remove-folder"));
        question.setHeaderText(null);
        question.setContentText(messages.get("dialog.remove-folder", folder));
        ButtonType yes = new ButtonType(messages.get("dialog.remove-folder-yes"), ButtonData.OK_DONE);
        question.getButtonTypes().setAll(yes, new ButtonType(messages.get("dialog.close"), ButtonData.CANCEL_CLOSE));
        question.resultProperty().addListener((observable, old, chosen) -> {
            if (chosen == yes && folder.equals(library.folderProperty().get())) {
                library.removeFolder();
            }
        });
        question.show();
    }
}
