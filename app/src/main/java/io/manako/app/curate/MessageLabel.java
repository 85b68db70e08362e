package io.manako.app.curate;

import io.manako.app.settings.Messages;
import io.manako.engine.message.Message;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/** Says what a view model has to say, in the language chosen; takes no room where that is nothing. */
final class MessageLabel extends Label {
    /** @param id also of the node */
    MessageLabel(String id, ObservableValue<@Nullable Message> message, Messages messages) {
        setId(id);
        setWrapText(true);
        textProperty()
                .bind(messages.text(
                        () -> {
                            Message said = message.getValue();
                            return said == null ? "" : messages.get(said);
                        },
                        message));
        visibleProperty().bind(textProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }

    /** Of something that is wrong. */
    static MessageLabel ofError(String id, ObservableValue<@Nullable Message> message, Messages messages) {
        MessageLabel label = new MessageLabel(id, message, messages);
        label.getStyleClass().add("filter-message");
        return label;
    }
}
