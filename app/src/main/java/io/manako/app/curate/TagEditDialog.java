package io.manako.app.curate;

import io.manako.app.gallery.Hint;
import io.manako.app.settings.Messages;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagColour;
import io.manako.engine.store.TagName;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** One tag: what it lies below, its colour and its other names. Every change holds at once and can be taken back. */
public final class TagEditDialog {
    private static final double WIDTH = 440;

    private final ArrangementViewModel arrangement;
    private final Messages messages;
    private final TextField parent = new TextField();
    private final FlowPane names = new FlowPane(6, 6);
    private final ToggleGroup colours = new ToggleGroup();

    private TagEditDialog(ArrangementViewModel arrangement, Messages messages) {
        this.arrangement = arrangement;
        this.messages = messages;
    }

    /** Shows it for a tag. */
    public static void show(Window owner, Tag tag, ArrangementViewModel arrangement, Messages messages) {
        arrangement.editedProperty().set(tag);
        new TagEditDialog(arrangement, messages).show(owner, tag);
    }

    private void show(Window owner, Tag tag) {
        Dialog<ButtonType> dialog = new Dialog<>();
        VBox content = new VBox(10, parentRow(), colourRow(), heading("tag.other-names"), names, aliasRow(), message());
        content.setPrefWidth(WIDTH);
        names.setId("tag-aliases");
        InvalidationListener onTag = observable -> showTag();
        InvalidationListener onNames = observable -> showNames();
        arrangement.editedProperty().addListener(onTag);
        arrangement.aliases().addListener(onNames);
        showTag();
        showNames();
        new DialogFrame(owner, messages)
                .around(dialog, "tag-edit-dialog", messages.get("tag.edit", tag.name()), content);
        dialog.setOnShown(event -> parent.requestFocus());
        dialog.setOnHidden(event -> {
            arrangement.editedProperty().removeListener(onTag);
            arrangement.aliases().removeListener(onNames);
            arrangement.editedProperty().set(null);
        });
        dialog.show();
    }

    private Label heading(String key) {
        Label label = new Label(messages.get(key));
        label.getStyleClass().add("text-muted");
        return label;
    }

    private Node parentRow() {
        parent.setId("tag-parent");
        parent.setPromptText(messages.get("tag.at-the-top"));
        parent.setAccessibleText(messages.get("tag.under"));
        parent.setOnAction(event -> {
            arrangement.placeEdited(parent.getText());
            event.consume();
        });
        HBox.setHgrow(parent, Priority.ALWAYS);
        Button move = new Button(messages.get("tag.move"), new FontIcon("mdi2f-file-tree-outline"));
        move.setId("tag-move");
        move.setOnAction(event -> arrangement.placeEdited(parent.getText()));
        HBox row = new HBox(8, parent, move);
        row.setAlignment(Pos.CENTER_LEFT);
        return new VBox(6, heading("tag.under"), row);
    }

    private Node colourRow() {
        HBox row = new HBox(4, colour(null));
        for (TagColour colour : TagColour.values()) {
            row.getChildren().add(colour(colour));
        }
        row.setAlignment(Pos.CENTER_LEFT);
        return new VBox(6, heading("tag.colour"), row);
    }

    private ToggleButton colour(@Nullable TagColour colour) {
        String name = colour == null ? messages.get("tag.no-colour") : TagDot.name(colour, messages);
        ToggleButton button = new ToggleButton(null, TagDot.of(colour));
        button.setId("tag-colour-" + (colour == null ? "none" : TagDot.id(colour)));
        button.getStyleClass().addAll("button-icon", "flat");
        button.setAccessibleText(name);
        Hint.on(button, name);
        button.setUserData(colour);
        button.setToggleGroup(colours);
        button.setOnAction(event -> {
            Tag tag = arrangement.editedProperty().get();
            if (tag != null) {
                arrangement.colour(tag, colour);
            }
        });
        return button;
    }

    private Node aliasRow() {
        TextField alias = new TextField();
        alias.setId("tag-alias");
        alias.setPromptText(messages.get("tag.new-alias"));
        alias.setAccessibleText(messages.get("tag.new-alias"));
        alias.setOnAction(event -> {
            arrangement.addAlias(alias.getText());
            alias.clear();
            event.consume();
        });
        return alias;
    }

    private Node message() {
        Label message = MessageLabel.ofError("tag-edit-message", arrangement.messageProperty(), messages);
        return message;
    }

    private void showTag() {
        Tag tag = arrangement.editedProperty().get();
        if (tag == null) {
            return;
        }
        TagName above = tag.parent();
        parent.setText(above == null ? "" : above.text());
        colours.getToggles().forEach(toggle -> toggle.setSelected(toggle.getUserData() == tag.colour()));
    }

    private void showNames() {
        names.getChildren().clear();
        for (TagName alias : arrangement.aliases()) {
            Button off = new Button(alias.text(), new FontIcon("mdi2c-close"));
            off.getStyleClass().addAll("small", "tag-chip");
            off.setAccessibleText(messages.get("tag.remove-alias", alias));
            off.setOnAction(event -> arrangement.removeAlias(alias));
            names.getChildren().add(off);
        }
    }
}
