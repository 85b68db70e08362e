package io.manako.app.library;

import io.manako.app.settings.CaptionChoice;
import io.manako.app.settings.Messages;
import io.manako.app.settings.ScreenScroll;
import io.manako.app.settings.SettingsViewModel;
import io.manako.engine.lexical.caption.CaptionProtocol;
import io.manako.engine.message.Message;
import javafx.beans.InvalidationListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Which language model writes captions, how it is asked, and the button that begins. What is chosen is kept; nothing is sent
 * before the button is pressed.
 */
public final class CaptionsDialog {
    private static final double WIDTH = 620;
    private static final int TIMEOUT_STEP = 10;

    private final CaptionsViewModel captions;
    private final SettingsViewModel settings;
    private final Messages messages;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final GridPane grid = new GridPane(12, 10);
    private final TextField endpoint = new TextField();
    private final CheckBox remote = new CheckBox();
    private final RadioButton ollama = new RadioButton("Ollama");
    private final RadioButton openAi = new RadioButton("OpenAI");
    private final TextField model = new TextField();
    private final TextArea prompt = new TextArea();
    private final Spinner<Integer> timeout;
    private final Spinner<Integer> concurrency;
    private final CheckBox closer = new CheckBox();
    private final CheckBox again = new CheckBox();

    private CaptionsDialog(CaptionsViewModel captions, SettingsViewModel settings, Messages messages) {
        this.captions = captions;
        this.settings = settings;
        this.messages = messages;
        CaptionChoice now = settings.now().captions();
        endpoint.setText(now.endpoint());
        remote.setSelected(now.remote());
        (now.protocol() == CaptionProtocol.OLLAMA ? ollama : openAi).setSelected(true);
        model.setText(now.model());
        prompt.setText(now.prompt());
        closer.setSelected(now.closer());
        timeout = new Spinner<>(1, CaptionChoice.LONGEST_TIMEOUT, now.timeout(), TIMEOUT_STEP);
        concurrency = new Spinner<>(1, CaptionChoice.MOST_AT_ONCE, now.concurrency());
    }

    public static void show(Window owner, CaptionsViewModel captions, SettingsViewModel settings, Messages messages) {
        new CaptionsDialog(captions, settings, messages).show(owner);
    }

    private void show(Window owner) {
        Label hint = wrapped(messages.get("captions.hint"));
        Label message = wrapped("");
        message.setId("captions-message");
        message.getStyleClass().add("filter-message");
        message.textProperty()
                .bind(messages.text(
                        () -> {
                            Message wrong = captions.messageProperty().get();
                            return wrong == null ? "" : messages.get(wrong);
                        },
                        captions.messageProperty()));
        message.visibleProperty().bind(captions.messageProperty().isNotNull());
        message.managedProperty().bind(message.visibleProperty());
        fill(message);
        Button start = new Button(messages.get("captions.start"), new FontIcon("mdi2p-play"));
        start.setId("captions-start");
        start.setDefaultButton(true);
        start.disableProperty().bind(captions.runningProperty());
        start.setOnAction(event -> start());
        VBox content = new VBox(12, hint, grid, message, start);
        content.setPadding(new Insets(16));
        content.setPrefWidth(WIDTH);
        dialog.initOwner(owner);
        dialog.initModality(Modality.WINDOW_MODAL);
        dialog.setTitle(messages.get("action.write-captions"));
        dialog.setResizable(true);
        dialog.getDialogPane().setId("captions-dialog");
        dialog.getDialogPane().setContent(new ScreenScroll(content));
        dialog.getDialogPane()
                .getButtonTypes()
                .add(new ButtonType(messages.get("dialog.close"), ButtonBar.ButtonData.CANCEL_CLOSE));
        dialog.setOnShown(event -> endpoint.requestFocus());
        dialog.setOnHidden(event -> keep());
        dialog.show();
    }

    /** A text that takes as many lines as it needs. */
    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** @param message that may need room later */
    private void fill(Label message) {
        endpoint.setId("captions-endpoint");
        endpoint.setPromptText("http://localhost:11434");
        row("captions.endpoint", endpoint);
        remote.setId("captions-remote");
        remote.setText(messages.get("captions.remote"));
        remote.setWrapText(true);
        remote.setMinHeight(Region.USE_PREF_SIZE);
        Label warning = wrapped(messages.get("captions.remote-warning"));
        warning.setGraphic(new FontIcon("mdi2a-alert-outline"));
        warning.getStyleClass().add("filter-message");
        warning.visibleProperty().bind(remote.selectedProperty());
        warning.managedProperty().bind(warning.visibleProperty());
        InvalidationListener refit =
                observable -> dialog.getDialogPane().getScene().getWindow().sizeToScene();
        warning.visibleProperty().addListener(refit);
        message.textProperty().addListener(refit);
        grid.add(new VBox(4, remote, warning), 1, grid.getRowCount());
        ToggleGroup protocols = new ToggleGroup();
        ollama.setToggleGroup(protocols);
        openAi.setToggleGroup(protocols);
        ollama.setId("captions-ollama");
        openAi.setId("captions-openai");
        HBox choice = new HBox(16, ollama, openAi);
        choice.setAlignment(Pos.CENTER_LEFT);
        Label protocol = new Label(messages.get("captions.protocol"));
        ollama.setAccessibleText(protocol.getText() + ": " + ollama.getText());
        openAi.setAccessibleText(protocol.getText() + ": " + openAi.getText());
        grid.addRow(grid.getRowCount(), protocol, choice);
        model.setId("captions-model");
        model.setPromptText("llava");
        row("captions.model", model);
        prompt.setId("captions-prompt");
        prompt.setWrapText(true);
        prompt.setPrefRowCount(4);
        row("captions.prompt", prompt);
        row("captions.timeout", timeout);
        row("captions.concurrency", concurrency);
        closer.setId("captions-closer");
        closer.setText(messages.get("captions.closer"));
        closer.setWrapText(true);
        grid.add(closer, 1, grid.getRowCount());
        again.setId("captions-again");
        again.setText(messages.get("captions.again"));
        grid.add(again, 1, grid.getRowCount());
    }

    private void row(String key, Control control) {
        Label label = new Label(messages.get(key));
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setLabelFor(control);
        control.setAccessibleText(messages.get(key));
        GridPane.setHgrow(control, Priority.ALWAYS);
        grid.addRow(grid.getRowCount(), label, control);
    }

    private CaptionChoice choice() {
        return new CaptionChoice(
                endpoint.getText().strip(),
                remote.isSelected(),
                ollama.isSelected() ? CaptionProtocol.OLLAMA : CaptionProtocol.OPENAI,
                model.getText().strip(),
                prompt.getText(),
                timeout.getValue(),
                concurrency.getValue(),
                closer.isSelected());
    }

    private void keep() {
        CaptionChoice chosen = choice();
        settings.change(now -> now.withCaptions(chosen));
    }

    private void start() {
        keep();
        if (captions.start(choice(), again.isSelected())) {
            dialog.close();
        }
    }
}
