package io.manako.app.results;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.curate.LessonsViewModel;
import io.manako.app.curate.SaidTags;
import io.manako.app.gallery.Thumbnails;
import io.manako.app.query.FeedbackViewModel;
import io.manako.app.settings.Messages;
import io.manako.engine.search.Judgement;
import io.manako.engine.search.Lesson;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the search has learned, from what, and the way back; it is there only while anything is said. */
final class LearnedBar extends VBox {
    /** Of more only the newest: they are a reminder, not a list. */
    private static final int MOST_SHOWN = 16;

    private final LessonsViewModel lessons;
    private final ObservableList<Lesson> learned; // held, or nobody would hear of its changes
    private final FeedbackViewModel feedback;
    private final Thumbnails thumbnails;
    private final Messages messages;
    private final FlowPane tiles = new FlowPane(2, 2);
    private List<LessonTile> shown = List.of();

    LearnedBar(
            LessonsViewModel lessons,
            FeedbackViewModel feedback,
            Thumbnails thumbnails,
            Messages messages,
            Commands commands) {
        this.lessons = lessons;
        this.learned = lessons.lessons();
        this.feedback = feedback;
        this.thumbnails = thumbnails;
        this.messages = messages;
        setId("feedback-bar");
        getStyleClass().add("feedback-bar");
        getChildren().addAll(said(commands), tiles, words());
        tiles.setId("feedback-lessons");
        tiles.setRowValignment(VPos.CENTER);
        tiles.managedProperty().bind(tiles.visibleProperty());
        InvalidationListener changed = observable -> showTiles();
        learned.addListener(changed);
        messages.languageProperty().addListener(changed);
        showTiles();
        visibleProperty().bind(feedback.saidProperty());
        managedProperty().bind(visibleProperty());
    }

    private Node said(Commands commands) {
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
        HBox bar = new HBox(
                8,
                new FontIcon("mdi2t-thumbs-up-down-outline"),
                summary,
                rest,
                commands.iconButton(Action.UNDO_FEEDBACK),
                commands.iconButton(Action.RESET_FEEDBACK));
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private Node words() {
        Label words = new Label();
        words.setId("feedback-words");
        words.getStyleClass().add("text-muted");
        words.setWrapText(true);
        words.textProperty()
                .bind(messages.text(
                        () -> {
                            List<String> shared = lessons.wordsProperty().get();
                            return shared.isEmpty() ? "" : messages.get("feedback.words", String.join(", ", shared));
                        },
                        lessons.wordsProperty()));
        words.visibleProperty().bind(words.textProperty().isNotEmpty());
        words.managedProperty().bind(words.visibleProperty());
        return words;
    }

    private void showTiles() {
        shown.forEach(LessonTile::leave);
        int left = Math.max(0, learned.size() - MOST_SHOWN);
        shown = learned.subList(left, learned.size()).stream()
                .flatMap(this::tile)
                .toList();
        tiles.getChildren().setAll(shown);
        if (left > 0) {
            tiles.getChildren().addFirst(new Label(messages.get("feedback.more", left)));
        }
        tiles.setVisible(!shown.isEmpty());
    }

    private Stream<LessonTile> tile(Lesson lesson) {
        return lesson.judgement() instanceof Judgement.OfPhoto said
                ? Stream.of(new LessonTile(lesson, said.photo(), thumbnails, messages, () -> feedback.forget(said)))
                : Stream.empty();
    }
}
