package io.manako.app.curate;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.gallery.Hint;
import io.manako.app.settings.Messages;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Where the filter is typed, and what is wrong with it. Enter goes on to the results, Escape empties it first. */
public final class FilterBar extends VBox {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final TextField field = new TextField();

    public FilterBar(FilterViewModel filter, Messages messages, Commands commands) {
        super(4);
        getStyleClass().add("filter-bar");
        field.setId("results-filter");
        field.getStyleClass().add("small");
        field.textProperty().bindBidirectional(filter.textProperty());
        field.promptTextProperty().bind(messages.text("results.filter-prompt"));
        field.accessibleTextProperty().bind(messages.text("results.filter"));
        Hint.on(field)
                .bind(messages.text(() -> messages.get(
                        "results.filter-help",
                        Action.FILTER_RESULTS.accelerator().getDisplayText())));
        HBox.setHgrow(field, Priority.ALWAYS);
        TypingBox row = new TypingBox(8, new FontIcon("mdi2f-filter-outline"), field);
        row.setAlignment(Pos.CENTER_LEFT);
        row.leaveTo(field, () -> commands.run(Action.FOCUS_RESULTS));

        Label message = MessageLabel.ofError("filter-message", filter.messageProperty(), messages);
        filter.messageProperty()
                .addListener((observable, old, wrong) -> field.pseudoClassStateChanged(DANGER, wrong != null));
        getChildren().addAll(row, message);
    }

    /** Puts the cursor into the field, what is there selected. */
    public void edit() {
        field.requestFocus();
        field.selectAll();
    }
}
