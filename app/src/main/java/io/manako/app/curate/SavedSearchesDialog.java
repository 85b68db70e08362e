package io.manako.app.curate;

import io.manako.app.curate.SavedSearchesViewModel.Entry;
import io.manako.app.settings.Messages;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/**
 * The searches kept under names. A name and Enter save what is asked now; in the list Enter asks a search again, F2 renames
 * it, Delete deletes it, and Shortcut+Z takes that back.
 */
public final class SavedSearchesDialog {
    private static final double WIDTH = 520;
    private static final double LIST_HEIGHT = 260;

    private final SavedSearchesViewModel searches;
    private final Messages messages;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final NameRow naming;
    private final KeyedList<Entry> list;

    private SavedSearchesDialog(SavedSearchesViewModel searches, Messages messages) {
        this.searches = searches;
        this.messages = messages;
        naming = new NameRow(
                "saved",
                messages.get("saved.prompt"),
                messages.get("saved.name"),
                searches.textProperty(),
                messages.text(
                        () -> messages.get(searches.renamingProperty().get() ? "saved.rename" : "saved.save"),
                        searches.renamingProperty()),
                searches::commit);
        ObservableBooleanValue none = searches.selectedProperty().isNull();
        list = new KeyedList<>(
                        searches.entries(),
                        searches.selectedProperty(),
                        this::describe,
                        new KeyButtons(messages),
                        dialog::close)
                .called("saved-list", messages.get("action.show-searches"), messages.get("saved.none"), LIST_HEIGHT)
                .button("saved.run", "mdi2m-magnify", "Enter", none, () -> searches.run(dialog::close))
                .button("saved.rename-this", "mdi2r-rename-box", "F2", none, this::rename)
                .button("saved.delete", "mdi2d-delete-outline", "Delete", none, searches::delete)
                .button(
                        "saved.undo",
                        "mdi2u-undo",
                        "Shortcut+Z",
                        Bindings.not(searches.canUndoProperty()),
                        searches::undo);
    }

    /** @param toSave whether a name is to be typed at once, else one of the list is to be chosen */
    public static void show(Window owner, SavedSearchesViewModel searches, Messages messages, boolean toSave) {
        new SavedSearchesDialog(searches, messages).show(owner, toSave);
    }

    private void show(Window owner, boolean toSave) {
        searches.begin();
        Label message = new MessageLabel("saved-message", searches.messageProperty(), messages);
        VBox content = new VBox(10, naming, message, list.view(), list.buttons());
        content.setMinWidth(WIDTH); // wider where the text of the buttons is
        new DialogFrame(owner, messages).around(dialog, "saved-dialog", messages.get("action.show-searches"), content);
        dialog.setOnShown(event -> {
            if (toSave) {
                naming.focus();
            } else {
                list.view().getSelectionModel().selectFirst();
                list.view().requestFocus();
            }
        });
        dialog.setOnHidden(event -> naming.end());
        dialog.show();
    }

    private String describe(Entry entry) {
        return entry.fresh() > 0
                ? messages.get("saved.entry-new", entry.name(), entry.fresh())
                : entry.name().text();
    }

    private void rename() {
        searches.beginRenaming();
        naming.typeAnew();
    }
}
