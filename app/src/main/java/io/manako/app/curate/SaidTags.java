package io.manako.app.curate;

import io.manako.app.gallery.Hint;
import io.manako.app.query.FeedbackViewModel;
import io.manako.app.settings.Messages;
import io.manako.engine.search.Judgement;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** The tags that what is looked for has, and has not, as the user said: a press takes one back. */
public final class SaidTags extends FlowPane {
    private final FeedbackViewModel feedback;
    private final Messages messages;
    private final InvalidationListener changes = this::show;

    public SaidTags(String id, FeedbackViewModel feedback, Messages messages) {
        super(6, 4);
        this.feedback = feedback;
        this.messages = messages;
        setId(id);
        // A dialog's chips go with the dialog; what was said stays.
        feedback.judgementsProperty().addListener(new WeakInvalidationListener(changes));
        messages.languageProperty().addListener(new WeakInvalidationListener(changes));
        managedProperty().bind(visibleProperty());
        show(feedback.judgementsProperty());
    }

    private void show(Observable changed) {
        getChildren()
                .setAll(feedback.judgementsProperty().get().stream()
                        .filter(Judgement.OfTag.class::isInstance)
                        .map(said -> chip((Judgement.OfTag) said))
                        .toList());
        setVisible(!getChildren().isEmpty());
    }

    private Button chip(Judgement.OfTag said) {
        String text = messages.get(said.wanted() ? "feedback.has-tag" : "feedback.has-no-tag", said.tag());
        Button chip = new Button(text, new FontIcon("mdi2c-close"));
        chip.getStyleClass().addAll("small", "tag-chip");
        chip.setAccessibleText(messages.get("feedback.take-back", text));
        Hint.on(chip, messages.get("feedback.take-back", text));
        chip.setOnAction(event -> feedback.forget(said));
        return chip;
    }
}
