package io.manako.app.curate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/**
 * A dialog's list, and buttons below it that do what keys do in the list. A double click does what Enter does. Escape closes:
 * the list would keep the key to itself.
 */
final class KeyedList<T> {
    private static final KeyCombination ENTER = KeyCombination.valueOf("Enter");

    private final ListView<T> view;
    private final HBox row = new HBox(8);
    private final KeyButtons buttons;
    private final Map<KeyCombination, Runnable> keys = new LinkedHashMap<>();
    private final Runnable close;

    /**
     * @param selected follows what is selected in the list
     * @param text of an entry
     */
    KeyedList(
            ObservableList<T> entries,
            Property<@Nullable T> selected,
            Function<T, String> text,
            KeyButtons buttons,
            Runnable close) {
        this.view = new ListView<>(entries);
        this.buttons = buttons;
        this.close = close;
        view.setCellFactory(list -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable T entry, boolean empty) {
                super.updateItem(entry, empty);
                setText(empty || entry == null ? null : text.apply(entry));
            }
        });
        view.getSelectionModel()
                .selectedItemProperty()
                .addListener((observable, old, entry) -> selected.setValue(entry));
        view.setOnMouseClicked(event -> {
            Runnable opened = keys.get(ENTER);
            if (event.getClickCount() == 2 && opened != null) {
                opened.run();
            }
        });
        view.setOnKeyPressed(this::onKey);
    }

    private void onKey(KeyEvent event) {
        Runnable does = event.getCode() == KeyCode.ESCAPE
                ? close
                : keys.entrySet().stream()
                        .filter(key -> key.getKey().match(event))
                        .findFirst()
                        .map(Map.Entry::getValue)
                        .orElse(null);
        if (does != null) {
            does.run();
            event.consume();
        }
    }

    /** What the list says of itself, and where it has no entry. */
    KeyedList<T> called(String id, String name, String none, double height) {
        view.setId(id);
        view.setAccessibleText(name);
        view.setPlaceholder(new Label(none));
        view.setPrefHeight(height);
        return this;
    }

    /** One more button, as in {@link KeyButtons#button}. */
    KeyedList<T> button(String key, String icon, String combination, ObservableBooleanValue disabled, Runnable does) {
        KeyCombination pressed = KeyCombination.valueOf(combination);
        keys.put(pressed, does);
        row.getChildren().add(buttons.button(key, icon, pressed, disabled, does));
        return this;
    }

    ListView<T> view() {
        return view;
    }

    HBox buttons() {
        return row;
    }
}
