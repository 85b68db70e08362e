package io.manako.app.curate;

import io.manako.app.settings.Messages;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagName;
import java.util.function.BiConsumer;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/** Known tags below a field in which one is typed: Down goes from the field to them, Enter and a click choose one. */
final class TagList extends ListView<Tag> {
    private static final double HEIGHT = 180;

    private final Messages messages;

    /**
     * @param none key of what is said where no tag is listed
     * @param choose takes the tag, and whether Shift was held
     */
    TagList(
            String id,
            ObservableList<Tag> tags,
            TextField field,
            String none,
            Messages messages,
            BiConsumer<TagName, Boolean> choose) {
        this.messages = messages;
        setId(id);
        setItems(tags);
        setPrefHeight(HEIGHT);
        setAccessibleText(messages.get("hit.tag-completions"));
        setPlaceholder(new Label(messages.get(none)));
        setCellFactory(list -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable Tag tag, boolean empty) {
                super.updateItem(tag, empty);
                setText(empty || tag == null ? null : describe(tag));
                setGraphic(empty || tag == null ? null : TagDot.of(tag.colour()));
            }
        });
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DOWN && !tags.isEmpty()) {
                getSelectionModel().selectFirst();
                requestFocus();
                event.consume();
            }
        });
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                choose(field, event.isShiftDown(), choose);
                event.consume();
            }
        });
        setOnMouseClicked(event -> choose(field, event.isShiftDown(), choose));
    }

    private void choose(TextField field, boolean shift, BiConsumer<TagName, Boolean> choose) {
        Tag chosen = getSelectionModel().getSelectedItem();
        if (chosen != null) {
            choose.accept(chosen.name(), shift);
            field.requestFocus();
        }
    }

    private String describe(Tag tag) {
        TagName above = tag.parent();
        String path = above == null ? tag.name().text() : above + " › " + tag.name();
        return messages.get("hit.tag-known", path, tag.photos());
    }
}
