package io.manako.app.fault;

import io.manako.app.settings.Failures;
import io.manako.app.settings.Messages;
import io.manako.app.settings.ScreenScroll;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.engine.message.Message;
import java.io.File;
import java.nio.file.Path;
import javafx.event.ActionEvent;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Modality;
import javafx.stage.Window;

/** Tells of an error that nobody foresaw: its code, and a button that saves what helps to mend it. For the UI thread. */
public final class FaultDialog {
    private final Messages messages;
    private final Background background;
    private final LogBundle bundle;

    public FaultDialog(Messages messages, Background background, LogBundle bundle) {
        this.messages = messages;
        this.background = background;
        this.bundle = bundle;
    }

    /** @param onClosed called when the user has closed it */
    public void show(Window owner, Fault fault, Runnable onClosed) {
        Label text = new Label(messages.get("fault.text"));
        text.setWrapText(true);
        TextField code = new TextField(fault.code());
        code.setId("fault-code");
        code.setEditable(false);
        code.setPrefColumnCount(10);
        code.setMaxWidth(120);
        code.setAccessibleText(messages.get("fault.code"));
        Label codeLabel = new Label(messages.get("fault.code"), code);
        codeLabel.setContentDisplay(ContentDisplay.RIGHT);
        Label saved = new Label(messages.get("fault.contents"));
        saved.setId("fault-saved");
        saved.setWrapText(true);
        saved.getStyleClass().add("text-muted");
        VBox content = new VBox(12, text, codeLabel, saved);
        content.setPadding(new Insets(16));
        content.setPrefWidth(460);

        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.initModality(Modality.NONE);
        dialog.setResizable(true);
        dialog.setTitle(messages.get("fault.title"));
        dialog.getDialogPane().setId("fault-dialog");
        dialog.getDialogPane().setContent(new ScreenScroll(content));
        ButtonType save = new ButtonType(messages.get("fault.save"), ButtonBar.ButtonData.LEFT);
        ButtonType close = new ButtonType(messages.get("dialog.close"), ButtonBar.ButtonData.CANCEL_CLOSE);
        dialog.getDialogPane().getButtonTypes().addAll(save, close);
        if (dialog.getDialogPane().lookupButton(save) instanceof Button button) {
            button.setId("fault-save");
            // Saving leaves the dialog open: the code is still to be copied.
            button.addEventFilter(ActionEvent.ACTION, event -> {
                event.consume();
                choose(dialog.getDialogPane().getScene().getWindow(), fault, saved);
            });
        }
        dialog.setOnHidden(event -> onClosed.run());
        dialog.show();
    }

    private void choose(Window owner, Fault fault, Label saved) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.get("fault.save"));
        chooser.setInitialFileName("manako-" + fault.code() + ".zip");
        File chosen = chooser.showSaveDialog(owner);
        if (chosen != null) {
            save(chosen.toPath(), fault, saved);
        }
    }

    private void save(Path out, Fault fault, Label saved) {
        background.run(
                Lane.WORK,
                () -> bundle.write(out, fault),
                written -> saved.setText(messages.get(Message.of("fault.saved", written))),
                failure -> saved.setText(messages.get(Failures.message(failure))));
    }
}
