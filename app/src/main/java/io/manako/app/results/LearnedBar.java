package io.manako.app.results;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.curate.SaidTags;
import io.manako.app.query.FeedbackViewModel;
import io.manako.app.settings.Messages;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the search has learned from, and the way back; it is there only while anything is said. */
final class LearnedBar extends HBox {
    LearnedBar(FeedbackViewModel feedback, Messages messages, Commands commands) {
        super(8);
        Label summary = new Label();
        summary.setId("feedback-summary");
        summary.setMinWidth(USE_PREF_SIZE);
        summary.textProperty().bind(feedback.summaryProperty());
        SaidTags tags = new SaidTags("feedback-tags", feedback, messages);
        tags.setMinWidth(0);
        tags.setAlignment(Pos.CENTER_LEFT);
        HBox rest = new HBox(tags);
        rest.setMinWidth(0);
        rest.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(tags, Priority.ALWAYS);
        HBox.setHgrow(rest, Priority.ALWAYS);
        getChildren()
                .addAll(
                        new FontIcon("mdi2t-thumbs-up-down-outline"),
                        summary,
                        rest,
                        commands.iconButton(Action.UNDO_FEEDBACK),
                        commands.iconButton(Action.RESET_FEEDBACK));
        setId("feedback-bar");
        getStyleClass().add("feedback-bar");
        setAlignment(Pos.CENTER_LEFT);
        visibleProperty().bind(feedback.saidProperty());
        managedProperty().bind(visibleProperty());
    }
}
