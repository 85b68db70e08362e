package io.manako.app.settings;

import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Whether new versions are asked for, who is asked, and what came of it. */
final class UpdateControls {
    private static final double WIDTH = 480;

    private final UpdatesViewModel updates;
    private final Messages messages;

    UpdateControls(UpdatesViewModel updates, Messages messages) {
        this.updates = updates;
        this.messages = messages;
    }

    HBox whether() {
        CheckBox on = new CheckBox();
        on.setId("settings-updates");
        on.textProperty().bind(messages.text("settings.updates.ask"));
        on.setMinWidth(Region.USE_PREF_SIZE);
        on.setSelected(updates.isOn());
        on.selectedProperty().addListener((observable, was, is) -> updates.switchTo(is));
        return new HBox(on);
    }

    HBox address() {
        TextField address = new TextField(updates.typedAddress());
        address.setId("settings-updates-address");
        address.setPrefWidth(WIDTH);
        address.setPromptText(updates.builtAddress().isEmpty() ? "https://" : updates.builtAddress());
        address.setOnAction(event -> updates.typeAddress(address.getText()));
        address.focusedProperty().addListener((observable, was, is) -> {
            if (!is) {
                updates.typeAddress(address.getText());
            }
        });
        return new HBox(address);
    }

    Label status() {
        Label status = new Label();
        status.setId("settings-updates-status");
        status.getStyleClass().add("text-muted");
        status.setWrapText(true);
        status.setPrefWidth(WIDTH);
        status.setMaxWidth(WIDTH);
        status.setMinHeight(Region.USE_PREF_SIZE);
        status.textProperty()
                .bind(messages.text(() -> messages.get(updates.statusProperty().get()), updates.statusProperty()));
        return status;
    }
}
