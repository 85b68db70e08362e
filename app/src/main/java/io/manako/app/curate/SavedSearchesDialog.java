package io.manako.app.curate;

import io.manako.app.curate.SavedSearchesViewModel.Entry;
import io.manako.app.settings.Messages;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * The searches kept under names. A name and Enter save what is asked now; in the list Enter asks a search again, F2 renames
 * it, Delete deletes it, and Shortcut+Z takes that back.
 */
public final class SavedSearchesDialog {
    private static final KeyCombination RUN = KeyCombination.valueOf("Enter");
    private static final KeyCombination RENAME = KeyCombination.valueOf("F2");
    private static final KeyCombination DELETE = KeyCombination.valueOf("Delete");
    private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
    private static final double WIDTH = 520;
    private static final double LIST_HEIGHT = 260;

    private final SavedSearchesViewModel searches;
    private final Messages messages;
    private final KeyButtons buttons;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final TextField name = new TextField();
    private final ListView<Entry> list = new ListView<>();

    private SavedSearchesDialog(SavedSearchesViewModel searches, Messages messages) {
        this.searches = searches;
        this.messages = messages;
        buttons = new KeyButtons(messages);
    }

    /** @param toSave whether a name is to be typed at once, else one of the list is to be chosen */
    public static void show(Window owner, SavedSearchesViewModel searches, Messages messages, boolean toSave) {
        new SavedSearchesDialog(searches, messages).show(owner, toSave);
    }

    private void show(Window owner, boolean toSave) {
        searches.begin();
        Label message = new MessageLabel("saved-message", searches.messageProperty(), messages);
        prepareList();
        VBox content = new VBox(10, naming(), message, list, buttons());
        content.setPrefWidth(WIDTH);
        new DialogFrame(owner, messages).around(dialog, "saved-dialog", messages.get("action.show-searches"), content);
        dialog.setOnShown(event -> {
            if (toSave) {
                name.requestFocus();
            } else {
                list.getSelectionModel().selectFirst();
                list.requestFocus();
            }
        });
        dialog.setOnHidden(event -> name.textProperty().unbindBidirectional(searches.textProperty()));
        dialog.show();
    }

    private HBox naming() {
        name.setId("saved-name");
        name.setPromptText(messages.get("saved.prompt"));
        name.setAccessibleText(messages.get("saved.name"));
        name.textProperty().bindBidirectional(searches.textProperty());
        name.setOnAction(event -> {
            searches.commit();
            event.consume();
        });
        HBox.setHgrow(name, Priority.ALWAYS);
        Button commit = new Button();
        commit.setId("saved-commit");
        commit.textProperty()
                .bind(messages.text(
                        () -> messages.get(searches.renamingProperty().get() ? "saved.rename" : "saved.save"),
                        searches.renamingProperty()));
        commit.setOnAction(event -> searches.commit());
        HBox row = new HBox(8, name, commit);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void prepareList() {
        list.setId("saved-list");
        list.setItems(searches.entries());
        list.setPrefHeight(LIST_HEIGHT);
        list.setAccessibleText(messages.get("action.show-searches"));
        list.setPlaceholder(new Label(messages.get("saved.none")));
        list.setCellFactory(view -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable Entry entry, boolean empty) {
                super.updateItem(entry, empty);
                setText(empty || entry == null ? null : describe(entry));
            }
        });
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (observable, old, entry) -> searches.selectedProperty().set(entry));
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                run();
            }
        });
        list.setOnKeyPressed(event -> {
            if (RUN.match(event)) {
                run();
            } else if (RENAME.match(event)) {
                rename();
            } else if (DELETE.match(event)) {
                searches.delete();
            } else if (UNDO.match(event)) {
                searches.undo();
            } else if (event.getCode() == KeyCode.ESCAPE) {
                dialog.close(); // or the list would keep the key to itself
            } else {
                return;
            }
            event.consume();
        });
    }

    private String describe(Entry entry) {
        return entry.fresh() > 0
                ? messages.get("saved.entry-new", entry.name(), entry.fresh())
                : entry.name().text();
    }

    private HBox buttons() {
        ObservableBooleanValue none = searches.selectedProperty().isNull();
        return new HBox(
                8,
                buttons.button("saved.run", "mdi2m-magnify", RUN, none, this::run),
                buttons.button("saved.rename-this", "mdi2r-rename-box", RENAME, none, this::rename),
                buttons.button("saved.delete", "mdi2d-delete-outline", DELETE, none, searches::delete),
                buttons.button(
                        "saved.undo", "mdi2u-undo", UNDO, Bindings.not(searches.canUndoProperty()), searches::undo));
    }

    private void run() {
        searches.run(dialog::close);
    }

    private void rename() {
        searches.beginRenaming();
        name.requestFocus();
        name.selectAll();
    }
}
