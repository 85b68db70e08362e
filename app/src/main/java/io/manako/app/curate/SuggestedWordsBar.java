package io.manako.app.curate;

import io.manako.app.gallery.FittingRow;
import io.manako.app.gallery.Hint;
import io.manako.app.settings.Messages;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/** Words that may be asked for besides, each a button; the bar is there only while there are any. */
public final class SuggestedWordsBar extends HBox {
    private final SuggestedWordsViewModel words;
    private final Messages messages;
    private final FittingRow chips = new FittingRow();
    private final Runnable back;

    /** @param back goes to where words are typed */
    public SuggestedWordsBar(SuggestedWordsViewModel words, Messages messages, Runnable back) {
        this.words = words;
        this.messages = messages;
        this.back = back;
        setId("suggested-words");
        getStyleClass().add("suggested-words");
        setSpacing(8);
        setAlignment(Pos.CENTER_LEFT);
        setMinHeight(USE_PREF_SIZE); // else the grid below covers the words where details and a message take room
        Label title = new Label();
        title.getStyleClass().add("text-muted");
        title.setMinWidth(USE_PREF_SIZE);
        title.textProperty().bind(messages.text("words.suggested"));
        HBox.setHgrow(chips, Priority.ALWAYS);
        getChildren().addAll(title, chips);
        words.suggested().addListener((ListChangeListener<String>) change -> show());
        messages.languageProperty().addListener(observable -> show());
        show();
        visibleProperty().bind(Bindings.isNotEmpty(words.suggested()));
        managedProperty().bind(visibleProperty());
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                back.run();
                event.consume();
            }
        });
    }

    private void show() {
        boolean focused = chips.getChildren().stream().anyMatch(Node::isFocused);
        chips.getChildren().setAll(words.suggested().stream().map(this::chip).toList());
        if (focused && chips.getChildren().isEmpty()) {
            back.run();
        } else if (focused) {
            goTo();
        }
    }

    private Button chip(String word) {
        Button chip = new Button(word.replace("\"", ""), new FontIcon("mdi2p-plus"));
        chip.getStyleClass().addAll("small", "tag-chip");
        chip.setAccessibleText(messages.get("words.ask-for", chip.getText()));
        Hint.on(chip, messages.get("words.ask-for", chip.getText()));
        chip.setOnAction(event -> words.add(word));
        return chip;
    }

    /** Goes to the first of the words, where there is one. */
    public void goTo() {
        chips.getChildren().stream().findFirst().ifPresent(Node::requestFocus);
    }
}
