package io.manako.app.curate;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.gallery.Hint;
import io.manako.app.settings.Messages;
import javafx.geometry.Pos;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Where words to look for are typed. Enter goes on to the results, Escape empties it first. */
public final class WordsBar extends VBox {
    private final TextField field = new TextField();

    public WordsBar(WordsViewModel words, Messages messages, Commands commands) {
        getStyleClass().add("filter-bar");
        field.setId("results-words");
        field.getStyleClass().add("small");
        field.textProperty().bindBidirectional(words.textProperty());
        field.promptTextProperty().bind(messages.text("words.prompt"));
        field.accessibleTextProperty().bind(messages.text("action.search-words"));
        Hint.on(field)
                .bind(messages.text(() -> messages.get(
                        "words.help", Action.SEARCH_WORDS.accelerator().getDisplayText())));
        HBox.setHgrow(field, Priority.ALWAYS);
        TypingBox row = new TypingBox(8, new FontIcon("mdi2f-format-letter-matches"), field);
        row.setAlignment(Pos.CENTER_LEFT);
        row.leaveTo(field, () -> commands.run(Action.FOCUS_RESULTS));
        getChildren().add(row);
    }

    /** Says what Down does in the field. */
    public void setOnDown(Runnable next) {
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN) {
                next.run();
                event.consume();
            }
        });
    }

    /** Puts the cursor into the field, what is there selected. */
    public void edit() {
        field.requestFocus();
        field.selectAll();
    }
}
