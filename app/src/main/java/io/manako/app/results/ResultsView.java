package io.manako.app.results;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.curate.LessonsViewModel;
import io.manako.app.curate.MetadataViewModel;
import io.manako.app.curate.RatingsViewModel;
import io.manako.app.curate.TagsViewModel;
import io.manako.app.gallery.Hint;
import io.manako.app.gallery.PaneHeader;
import io.manako.app.gallery.PhotoGrid;
import io.manako.app.gallery.Thumbnails;
import io.manako.app.query.FeedbackViewModel;
import io.manako.app.settings.Messages;
import io.manako.engine.search.Hit;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The hits in a virtual grid, and the details of the selected one below. */
public final class ResultsView extends VBox {
    private final PhotoGrid<Hit> grid;

    /**
     * @param bars where words and the filter are typed
     * @param onActivate a hit that was double-clicked, or Enter pressed on it
     */
    public ResultsView(
            ResultsViewModel results,
            SameThingViewModel sameThing,
            LessonsViewModel lessons,
            FeedbackViewModel feedback,
            TagsViewModel tags,
            RatingsViewModel ratings,
            MetadataViewModel metadata,
            Node bars,
            Thumbnails thumbnails,
            Messages messages,
            Commands commands,
            Consumer<Hit> onActivate) {
        getStyleClass().add("results-view");

        Label title = new Label();
        title.getStyleClass().add("pane-title");
        title.setMinWidth(USE_PREF_SIZE);
        title.textProperty().bind(messages.text("results.title"));
        Label summary = new Label();
        summary.setId("results-summary");
        summary.getStyleClass().add("text-muted");
        summary.setMinWidth(0);
        summary.setWrapText(true);
        summary.textProperty().bind(results.summaryProperty());
        Slider opacity = new Slider(0, 1, results.overlayOpacityProperty().get());
        opacity.setId("overlay-opacity");
        opacity.accessibleTextProperty().bind(messages.text("results.opacity"));
        opacity.valueProperty().bindBidirectional(results.overlayOpacityProperty());
        opacity.disableProperty().bind(results.overlayVisibleProperty().not());
        opacity.setPrefWidth(84);
        opacity.setMinWidth(60);
        HBox titles = new HBox(title, summary);
        titles.getStyleClass().add("long-title");
        PaneHeader header = PaneHeader.of(
                titles,
                opacity,
                commands.iconButton(Action.SAME_THING),
                commands.iconButton(Action.TOGGLE_OVERLAY),
                sortMenu(messages, commands),
                commands.iconButton(Action.EXPORT));

        grid = new PhotoGrid<>(
                "results-grid",
                results.hits(),
                () -> new HitTile(results, tags, ratings, thumbnails, messages),
                Hit::id,
                HitTile.WIDTH,
                HitTile.HEIGHT);
        grid.list()
                .accessibleTextProperty()
                .bind(messages.text(
                        () -> {
                            Hit chosen = results.selectedProperty().get();
                            return chosen == null
                                    ? messages.get("results.title")
                                    : HitTile.describe(chosen, results.band(chosen), messages);
                        },
                        results.selectedProperty()));
        grid.selectedProperty().bindBidirectional(results.selectedProperty());
        for (EventType<? extends InputEvent> touch :
                List.of(MouseEvent.MOUSE_PRESSED, ScrollEvent.SCROLL, KeyEvent.KEY_PRESSED)) {
            grid.addEventFilter(touch, event -> results.touch());
        }
        results.follow(grid.chosen());
        grid.setOnActivate(onActivate);
        grid.setOnLook(hit -> commands.run(Action.COMPARE));
        HitMenu menu = new HitMenu(commands);
        grid.setOnMenu(place -> menu.show(grid, place.getX(), place.getY()));
        grid.setFile(hit -> hit.path().toFile());
        StackPane body = new StackPane(grid, emptyState(results, messages));
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren()
                .addAll(
                        header,
                        bars,
                        new SameThingBar(sameThing, messages),
                        new LearnedBar(lessons, feedback, thumbnails, messages, commands),
                        note("results-missing", "mdi2t-text-search", results.missingProperty()),
                        // That had a say in the order.
                        note("results-called", "mdi2t-tag-outline", results.calledProperty()),
                        body,
                        new HitDetails(
                                results, tags, ratings, metadata, thumbnails, messages, commands, heightProperty()));
    }

    /** A line above the hits where there is something to say. */
    private static Node note(String id, String icon, ObservableValue<String> text) {
        Label note = new Label();
        note.setId(id);
        note.setGraphic(new FontIcon(icon));
        note.getStyleClass().add("feedback-bar");
        note.setMaxWidth(Double.MAX_VALUE);
        note.setWrapText(true);
        note.textProperty().bind(text);
        // A low window leaves one line of it.
        Hint.on(note).bind(text);
        note.visibleProperty().bind(note.textProperty().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        return note;
    }

    public PhotoGrid<Hit> grid() {
        return grid;
    }

    private static Node sortMenu(Messages messages, Commands commands) {
        MenuButton sort = new MenuButton(null, new FontIcon("mdi2s-sort"));
        sort.setId("sort-menu");
        sort.getStyleClass().addAll("button-icon", "flat", "no-arrow");
        sort.accessibleTextProperty().bind(messages.text("results.sort"));
        Hint.on(sort).bind(messages.text("results.sort"));
        for (Action action : List.of(Action.SORT_BY_SCORE, Action.SORT_BY_NAME, Action.SORT_BY_DATE)) {
            sort.getItems().add(commands.contextItem(action));
        }
        return sort;
    }

    private static Node emptyState(ResultsViewModel results, Messages messages) {
        Label empty = new Label();
        empty.setId("results-empty");
        empty.getStyleClass().add("empty-state");
        empty.setWrapText(true);
        empty.setGraphic(new FontIcon("mdi2i-image-search-outline"));
        empty.textProperty()
                .bind(messages.text(
                        () -> switch (results.stateProperty().get()) {
                            case NO_QUERY -> messages.get("results.no-query");
                            case NO_PHOTOS -> messages.get("results.none");
                            case NONE_PASSES -> messages.get("results.none-passes");
                            case NO_WORDS -> messages.get("results.no-words");
                            case HITS -> "";
                        },
                        results.stateProperty()));
        empty.visibleProperty().bind(results.stateProperty().isNotEqualTo(ResultsViewModel.State.HITS));
        empty.setMouseTransparent(true);
        return empty;
    }
}
