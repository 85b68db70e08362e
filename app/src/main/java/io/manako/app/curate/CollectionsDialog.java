package io.manako.app.curate;

import io.manako.app.settings.Messages;
import io.manako.engine.store.CollectionCount;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * The collections, and the hits that are selected. A name and Enter put these into a new or a known one; in the list Enter
 * puts them in, Shift+Enter takes them out, F2 renames, Delete deletes, and Shortcut+Z takes that back.
 */
public final class CollectionsDialog {
    private static final double WIDTH = 600;
    private static final double LIST_HEIGHT = 240;

    private final CollectionsViewModel collections;
    private final Messages messages;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final NameRow naming;
    private final KeyedList<CollectionCount> list;

    private CollectionsDialog(CollectionsViewModel collections, Messages messages) {
        this.collections = collections;
        this.messages = messages;
        naming = new NameRow(
                "collection",
                messages.get("collection.prompt"),
                messages.get("collection.name"),
                collections.textProperty(),
                messages.text(
                        () -> messages.get(
                                collections.renamingProperty().get() ? "collection.rename" : "collection.add"),
                        collections.renamingProperty()),
                collections::commit);
        ObservableBooleanValue none = collections.selectedProperty().isNull();
        ObservableBooleanValue nothing = Bindings.or(
                collections.selectedProperty().isNull(),
                Bindings.createBooleanBinding(() -> collections.photos() == 0));
        list = new KeyedList<>(
                        collections.entries(),
                        collections.selectedProperty(),
                        entry -> messages.get("collection.entry", entry.name(), entry.photos()),
                        new KeyButtons(messages),
                        dialog::close)
                .called(
                        "collection-list",
                        messages.get("action.show-collections"),
                        messages.get("collection.none"),
                        LIST_HEIGHT)
                .button("collection.add-here", "mdi2p-plus", "Enter", nothing, this::add)
                .button("collection.take-out", "mdi2m-minus", "Shift+Enter", nothing, collections::takeOutOfSelected)
                .button("collection.rename-this", "mdi2r-rename-box", "F2", none, this::rename)
                .button("collection.delete", "mdi2d-delete-outline", "Delete", none, collections::delete)
                .button(
                        "collection.undo",
                        "mdi2u-undo",
                        "Shortcut+Z",
                        Bindings.not(collections.canUndoProperty()),
                        collections::undo);
    }

    /** Shows it for the photos that the collections have begun with. */
    public static void show(Window owner, CollectionsViewModel collections, Messages messages) {
        new CollectionsDialog(collections, messages).show(owner);
    }

    private void show(Window owner) {
        Label photos = new Label(messages.get("collection.photos", collections.photos()));
        Label message = MessageLabel.ofError("collection-message", collections.messageProperty(), messages);
        ChangeListener<@Nullable CollectionCount> onSelected = (observable, old, entry) -> select(entry);
        collections.selectedProperty().addListener(onSelected);
        VBox content = new VBox(10, photos, naming, message, list.view(), list.buttons());
        content.setMinWidth(WIDTH); // wider where the text of the buttons is
        new DialogFrame(owner, messages)
                .around(dialog, "collections-dialog", messages.get("action.show-collections"), content);
        dialog.setOnShown(event -> naming.focus());
        dialog.setOnHidden(event -> {
            naming.end();
            collections.selectedProperty().removeListener(onSelected);
        });
        dialog.show();
    }

    private void select(@Nullable CollectionCount entry) {
        if (entry != null && !entry.equals(list.view().getSelectionModel().getSelectedItem())) {
            list.view().getSelectionModel().select(entry);
        }
    }

    private void add() {
        if (collections.photos() > 0) {
            collections.addToSelected();
        }
    }

    private void rename() {
        collections.beginRenaming();
        naming.typeAnew();
    }
}
