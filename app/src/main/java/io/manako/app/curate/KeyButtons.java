package io.manako.app.curate;

import io.manako.app.gallery.Hint;
import io.manako.app.settings.Messages;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.javafx.FontIcon;

/** Buttons of a dialog for what its keys do, too; a tooltip names the key. */
record KeyButtons(Messages messages) {
    /**
     * @param key of the text; the id is the same with dashes
     * @param disabled while it can do nothing
     */
    Button button(String key, String icon, KeyCombination combination, ObservableBooleanValue disabled, Runnable does) {
        Button button = button(key, icon, combination, does);
        button.disableProperty().bind(disabled);
        return button;
    }

    /** One that can always do something. */
    Button button(String key, String icon, KeyCombination combination, Runnable does) {
        Button button = new Button(messages.get(key), new FontIcon(icon));
        button.setId(key.replace('.', '-'));
        button.setMinWidth(Button.USE_PREF_SIZE);
        Hint.on(button, messages.get(key) + "  (" + combination.getDisplayText() + ")");
        button.setOnAction(event -> does.run());
        return button;
    }
}
