package io.manako.app.curate;

import io.manako.app.gallery.Hint;
import io.manako.app.settings.Messages;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagName;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputDialog;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Tags hits: a name is typed, or a known one chosen with Down, and Enter puts it on; Enter alone and Escape close. What is
 * on the hits already stands below: a press takes it off, F2 and the right button give it another name.
 */
public final class TagDialog {
    private static final KeyCombination RENAME = KeyCombination.valueOf("F2");
    private static final double WIDTH = 420;

    private final TaggingViewModel tagging;
    private final Messages messages;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final TextField name = new TextField();
    private final FlowPane borne = new FlowPane(6, 6);

    private TagDialog(TaggingViewModel tagging, Messages messages) {
        this.tagging = tagging;
        this.messages = messages;
    }

    /** Shows it for the hits that the tagging has begun with. */
    public static void show(Window owner, TaggingViewModel tagging, Messages messages) {
        new TagDialog(tagging, messages).show(owner);
    }

    private void show(Window owner) {
        Label message = MessageLabel.ofError("tag-message", tagging.messageProperty(), messages);
        Label photos = new Label(messages.get("hit.tag-photos", tagging.photos()));
        prepareName();
        TagList completions = new TagList(
                "tag-completions",
                tagging.completions(),
                name,
                "hit.tag-unknown",
                messages,
                (tag, shift) -> tagging.add(tag));
        borne.setId("tag-borne");
        ListChangeListener<TaggingViewModel.Borne> onBorne = change -> showBorne();
        tagging.borne().addListener(onBorne);
        showBorne();

        VBox content = new VBox(10, photos, name, message, completions, borne);
        content.setPrefWidth(WIDTH);
        new DialogFrame(owner, messages).around(dialog, "tag-dialog", messages.get("action.tag-hits"), content);
        dialog.setOnShown(event -> name.requestFocus());
        dialog.setOnHidden(event -> {
            name.textProperty().unbindBidirectional(tagging.textProperty());
            tagging.borne().removeListener(onBorne);
            tagging.end();
        });
        dialog.show();
    }

    private void prepareName() {
        name.setId("tag-name");
        name.setPromptText(messages.get("hit.tag-prompt"));
        name.setAccessibleText(messages.get("hit.tag-name"));
        name.textProperty().bindBidirectional(tagging.textProperty());
        name.setOnAction(event -> {
            if (!tagging.add()) {
                dialog.close();
            }
            event.consume();
        });
    }

    private void showBorne() {
        borne.getChildren().clear();
        for (TaggingViewModel.Borne tag : tagging.borne()) {
            String name = tag.ofFile()
                    ? messages.get("hit.tag-of-file", tag.tag())
                    : tag.tag().text();
            Button off = new Button(
                    tag.photos() == tagging.photos() ? name : name + " " + tag.photos() + "/" + tagging.photos(),
                    new FontIcon("mdi2c-close"));
            off.getStyleClass().addAll("small", "tag-chip");
            off.setAccessibleText(messages.get("hit.tag-remove", name));
            off.setOnAction(event -> tagging.remove(tag.tag()));
            MenuItem rename = new MenuItem(messages.get("hit.tag-rename"), new FontIcon("mdi2r-rename-box"));
            rename.setId("tag-rename");
            rename.setAccelerator(RENAME);
            rename.setOnAction(event -> rename(tag.tag()));
            off.setContextMenu(new ContextMenu(rename));
            off.setOnKeyPressed(event -> {
                if (RENAME.match(event)) {
                    rename(tag.tag());
                    event.consume();
                }
            });
            Hint.on(off, messages.get("hit.tag-chip", RENAME.getDisplayText()));
            borne.getChildren().add(off);
        }
    }

    private void rename(TagName tag) {
        TextInputDialog asked = new TextInputDialog(tag.text());
        asked.initOwner(dialog.getDialogPane().getScene().getWindow());
        asked.getDialogPane().setId("tag-rename-dialog");
        asked.setTitle(messages.get("hit.tag-rename"));
        asked.setHeaderText(null);
        asked.setContentText(messages.get("hit.tag-new-name", tag));
        asked.getEditor().setId("tag-new-name");
        asked.getEditor().setAccessibleText(messages.get("hit.tag-new-name", tag));
        asked.getDialogPane().getButtonTypes().setAll(button("hit.tag-rename", true), button("dialog.close", false));
        asked.setResultConverter(button -> button != null && button.getButtonData() == ButtonBar.ButtonData.OK_DONE
                ? asked.getEditor().getText()
                : null);
        asked.resultProperty().addListener((observable, old, typed) -> {
            if (typed != null) {
                tagging.rename(tag, typed, (other, merge) -> askToMerge(tag, other, merge));
            }
        });
        asked.show();
    }

    private void askToMerge(TagName tag, Tag other, Runnable merge) {
        Alert question = new Alert(Alert.AlertType.CONFIRMATION);
        question.initOwner(dialog.getDialogPane().getScene().getWindow());
        question.getDialogPane().setId("tag-merge-dialog");
        question.setTitle(messages.get("hit.tag-rename"));
        question.setHeaderText(null);
        question.setContentText(messages.get("hit.tag-merge-ask", tag, other.name(), other.photos()));
        ButtonType yes = button("hit.tag-merge", true);
        question.getButtonTypes().setAll(yes, button("dialog.close", false));
        question.resultProperty().addListener((observable, old, chosen) -> {
            if (chosen == yes) {
                merge.run();
            }
        });
        question.show();
    }

    private ButtonType button(String key, boolean does) {
        return new ButtonType(
                messages.get(key), does ? ButtonBar.ButtonData.OK_DONE : ButtonBar.ButtonData.CANCEL_CLOSE);
    }
}
