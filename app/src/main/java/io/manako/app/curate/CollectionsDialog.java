package io.manako.app.curate;

import io.manako.app.settings.Messages;
import io.manako.engine.store.CollectionCount;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ChangeListener;
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
 * The collections, and the hits that are selected. A name and Enter put these into a new or a known one; in the list Enter
 * puts them in, Shift+Enter takes them out, F2 renames, Delete deletes, and Shortcut+Z takes that back.
 */
public final class CollectionsDialog {
    private static final KeyCombination ADD = KeyCombination.valueOf("Enter");
    private static final KeyCombination TAKE_OUT = KeyCombination.valueOf("Shift+Enter");
    private static final KeyCombination RENAME = KeyCombination.valueOf("F2");
    private static final KeyCombination DELETE = KeyCombination.valueOf("Delete");
    private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
    private static final double WIDTH = 600;
    private static final double LIST_HEIGHT = 240;

    private final CollectionsViewModel collections;
    private final Messages messages;
    private final KeyButtons buttons;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final TextField name = new TextField();
    private final ListView<CollectionCount> list = new ListView<>();

    private CollectionsDialog(CollectionsViewModel collections, Messages messages) {
        this.collections = collections;
        this.messages = messages;
        buttons = new KeyButtons(messages);
    }

    /** Shows it for the photos that the collections have begun with. */
    public static void show(Window owner, CollectionsViewModel collections, Messages messages) {
        new CollectionsDialog(collections, messages).show(owner);
    }

    private void show(Window owner) {
        Label photos = new Label(messages.get("collection.photos", collections.photos()));
        Label message = MessageLabel.ofError("collection-message", collections.messageProperty(), messages);
        prepareList();
        ChangeListener<@Nullable CollectionCount> onSelected = (observable, old, entry) -> select(entry);
        collections.selectedProperty().addListener(onSelected);
        VBox content = new VBox(10, photos, naming(), message, list, buttons());
        content.setPrefWidth(WIDTH);
        new DialogFrame(owner, messages)
                .around(dialog, "collections-dialog", messages.get("action.show-collections"), content);
        dialog.setOnShown(event -> name.requestFocus());
        dialog.setOnHidden(event -> {
            name.textProperty().unbindBidirectional(collections.textProperty());
            collections.selectedProperty().removeListener(onSelected);
        });
        dialog.show();
    }

    private HBox naming() {
        name.setId("collection-name");
        name.setPromptText(messages.get("collection.prompt"));
        name.setAccessibleText(messages.get("collection.name"));
        name.textProperty().bindBidirectional(collections.textProperty());
        name.setOnAction(event -> {
            collections.commit();
            event.consume();
        });
        HBox.setHgrow(name, Priority.ALWAYS);
        Button commit = new Button();
        commit.setId("collection-commit");
        commit.textProperty()
                .bind(messages.text(
                        () -> messages.get(
                                collections.renamingProperty().get() ? "collection.rename" : "collection.add"),
                        collections.renamingProperty()));
        commit.setOnAction(event -> collections.commit());
        HBox row = new HBox(8, name, commit);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void prepareList() {
        list.setId("collection-list");
        list.setItems(collections.entries());
        list.setPrefHeight(LIST_HEIGHT);
        list.setAccessibleText(messages.get("action.show-collections"));
        list.setPlaceholder(new Label(messages.get("collection.none")));
        list.setCellFactory(view -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable CollectionCount entry, boolean empty) {
                super.updateItem(entry, empty);
                setText(empty || entry == null ? null : messages.get("collection.entry", entry.name(), entry.photos()));
            }
        });
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((observable, old, entry) ->
                        collections.selectedProperty().set(entry));
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                add();
            }
        });
        list.setOnKeyPressed(event -> {
            if (ADD.match(event)) {
                add();
            } else if (TAKE_OUT.match(event)) {
                collections.takeOutOfSelected();
            } else if (RENAME.match(event)) {
                rename();
            } else if (DELETE.match(event)) {
                collections.delete();
            } else if (UNDO.match(event)) {
                collections.undo();
            } else if (event.getCode() == KeyCode.ESCAPE) {
                dialog.close(); // or the list would keep the key to itself
            } else {
                return;
            }
            event.consume();
        });
    }

    private void select(@Nullable CollectionCount entry) {
        if (entry != null && !entry.equals(list.getSelectionModel().getSelectedItem())) {
            list.getSelectionModel().select(entry);
        }
    }

    private HBox buttons() {
        ObservableBooleanValue none = collections.selectedProperty().isNull();
        ObservableBooleanValue nothing = Bindings.or(
                collections.selectedProperty().isNull(),
                Bindings.createBooleanBinding(() -> collections.photos() == 0));
        return new HBox(
                8,
                buttons.button("collection.add-here", "mdi2p-plus", ADD, nothing, this::add),
                buttons.button("collection.take-out", "mdi2m-minus", TAKE_OUT, nothing, collections::takeOutOfSelected),
                buttons.button("collection.rename-this", "mdi2r-rename-box", RENAME, none, this::rename),
                buttons.button("collection.delete", "mdi2d-delete-outline", DELETE, none, collections::delete),
                buttons.button(
                        "collection.undo",
                        "mdi2u-undo",
                        UNDO,
                        Bindings.not(collections.canUndoProperty()),
                        collections::undo));
    }

    private void add() {
        if (collections.photos() > 0) {
            collections.addToSelected();
        }
    }

    private void rename() {
        collections.beginRenaming();
        name.requestFocus();
        name.selectAll();
    }
}
