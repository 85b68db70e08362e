package io.manako.app.results;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.gallery.Answer;
import io.manako.app.gallery.FileNameLabel;
import io.manako.app.gallery.Gallery;
import io.manako.app.gallery.Hint;
import io.manako.app.gallery.Pictures;
import io.manako.app.gallery.QuerySession;
import io.manako.app.query.Drawing;
import io.manako.app.query.Ink;
import io.manako.app.query.Viewport;
import io.manako.app.results.CompareViewModel.Vote;
import io.manako.app.settings.Failures;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Ticket;
import io.manako.engine.photo.Thumbnails;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Hit;
import io.manako.engine.vit.AttentionMaps;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The query photo and the selected hit side by side, both with what the model looks at; below, which heads and windows
 * agreed. Arrow keys go to the next hit and the one before, plus, minus and F zoom both photos, Escape closes.
 */
public final class CompareView extends VBox {
    /** Long side in pixels of the hit that is shown: enough to magnify, and decoded fast. */
    private static final int SHOWN_SIDE = 2560;

    private static final double ZOOM = 1.25;
    private static final int VOTES_SHOWN = 6;

    private final CompareViewModel compare;
    private final ResultsViewModel results;
    private final Background background;
    private final Messages messages;
    private final Supplier<@Nullable Gallery> gallery;
    private final Supplier<Drawing> marks;
    private final ComparePane queryPane;
    private final ComparePane hitPane;
    private final Label place = label("compare-place", "text-muted");
    private final Label queryName = prepare(new FileNameLabel(), "compare-query-name", "pane-title");
    private final Label hitName = prepare(new FileNameLabel(), "compare-hit-name", "pane-title");
    private final Label message = label("compare-message", "text-muted");
    private final Label windows = label("compare-windows", "text-muted");
    private final FlowPane votes = new FlowPane(16, 4);
    private @Nullable Answer shownAnswer;
    private Ticket drawingQuery = new Ticket();
    private Ticket loading = new Ticket();
    private Ticket explaining = new Ticket();

    /**
     * @param gallery the library, once it is open
     * @param marks what is drawn on the query photo
     */
    public CompareView(
            CompareViewModel compare,
            Background background,
            Messages messages,
            Commands commands,
            Supplier<@Nullable Gallery> gallery,
            Supplier<Drawing> marks) {
        this.compare = compare;
        this.results = compare.results();
        this.background = background;
        this.messages = messages;
        this.gallery = gallery;
        this.marks = marks;
        queryPane = new ComparePane("compare-query", compare);
        hitPane = new ComparePane("compare-hit", compare);
        setId("compare-view");
        getStyleClass().add("compare-view");
        setFocusTraversable(true);
        accessibleTextProperty().bind(messages.text(this::describe, results.selectedProperty()));
        windows.setWrapText(true);
        votes.setId("compare-votes");

        HBox photos = new HBox(8, side(queryName, queryPane), side(hitName, hitPane));
        VBox.setVgrow(photos, Priority.ALWAYS);
        VBox facts = new VBox(6, message, votes, windows);
        facts.getStyleClass().add("compare-facts");
        getChildren().addAll(header(commands), photos, facts);

        addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(event, commands));
        results.selectedProperty().addListener(observable -> update());
        results.answerProperty().addListener(observable -> update());
        messages.languageProperty().addListener(observable -> update());
        compare.openProperty().addListener((observable, was, is) -> {
            update();
            if (is) {
                requestFocus();
            }
        });
        visibleProperty().bind(compare.openProperty());
        managedProperty().bind(visibleProperty());
    }

    private static Label label(String id, String style) {
        return prepare(new Label(), id, style);
    }

    private static Label prepare(Label label, String id, String style) {
        label.setId(id);
        label.getStyleClass().add(style);
        label.setMinWidth(0);
        return label;
    }

    private Node header(Commands commands) {
        Label title = label("compare-title", "pane-title");
        title.textProperty().bind(messages.text("compare.title"));
        title.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox header = new HBox(
                title,
                place,
                space,
                commands.iconButton(Action.PREVIOUS_HIT),
                commands.iconButton(Action.NEXT_HIT),
                commands.textButton(Action.SEARCH_FROM_HIT),
                closeButton());
        header.getStyleClass().add("pane-header");
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    private Node closeButton() {
        Button close = new Button(null, new FontIcon("mdi2c-close"));
        close.setId("compare-close");
        close.getStyleClass().addAll("button-icon", "flat");
        close.accessibleTextProperty().bind(messages.text("compare.close"));
        Hint.on(close).bind(messages.text("compare.close"));
        close.setOnAction(event -> compare.close());
        return close;
    }

    private static Node side(Label name, ComparePane pane) {
        name.getStyleClass().add("compare-name");
        VBox.setVgrow(pane, Priority.ALWAYS);
        VBox side = new VBox(name, pane);
        side.setMinWidth(0);
        side.setPrefWidth(10); // both halves are of one width, whatever the names say
        HBox.setHgrow(side, Priority.ALWAYS);
        return side;
    }

    private void onKey(KeyEvent event, Commands commands) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT, UP -> commands.run(Action.PREVIOUS_HIT);
            case RIGHT, DOWN -> commands.run(Action.NEXT_HIT);
            case PLUS, EQUALS, ADD -> queryPane.zoom(ZOOM);
            case MINUS, SUBTRACT -> queryPane.zoom(1 / ZOOM);
            case F -> compare.fit();
            case ESCAPE -> compare.close();
            default -> {
                if (event.getCode() != KeyCode.SPACE || event.getTarget() != this) {
                    return;
                }
                compare.close(); // Space opened it
            }
        }
        event.consume();
    }

    private String describe() {
        Hit hit = results.selectedProperty().get();
        return hit == null ? messages.get("compare.title") : HitTile.describe(hit, results.band(hit), messages);
    }

    private void update() {
        loading.cancel();
        explaining.cancel();
        Answer answer = results.answerProperty().get();
        Hit hit = results.selectedProperty().get();
        QuerySession session = answer == null ? null : answer.session();
        if (!compare.openProperty().get() || answer == null || session == null || hit == null) {
            drawingQuery.cancel();
            shownAnswer = null;
            queryPane.show(List.of(), 1, 1);
            hitPane.show(List.of(), 1, 1);
            return;
        }
        if (answer != shownAnswer) {
            showQuery(answer, session);
        }
        showHit(answer, hit);
    }

    private void showQuery(Answer answer, QuerySession session) {
        shownAnswer = answer;
        queryName.setText(String.valueOf(session.path().getFileName()));
        drawingQuery.cancel();
        record Drawn(List<Image> pyramid, Image heat) {}
        drawingQuery = background.run(
                Lane.PICTURES,
                () -> {
                    AttentionMaps maps = session.attention();
                    float[] heat =
                            CompareViewModel.attention(maps, answer.result().heads());
                    return new Drawn(Pictures.pyramid(session.picture()), Pictures.heat(maps.grid(), heat));
                },
                drawn -> {
                    queryPane.setHeat(drawn.heat());
                    queryPane.setInk((g, view) -> {
                        new Ink().draw(g, view, marks.get());
                        Ink.drawUnderstood(g, view, answer);
                    });
                    queryPane.show(drawn.pyramid(), session.width(), session.height());
                },
                failure -> say("compare.unreadable", queryName.getText(), failure));
    }

    private void showHit(Answer answer, Hit hit) {
        place.setText(messages.get(
                "compare.place",
                compare.place(hit),
                results.hits().size(),
                BandText.full(hit, results.band(hit), messages)));
        hitName.setText(String.valueOf(hit.path().getFileName()));
        votes.getChildren().clear();
        message.setText(messages.get("compare.looking"));
        windows.setText(null);
        hitPane.setHeat(null);
        hitPane.setInk((g, view) -> {});
        hitPane.show(List.of(), hit.width(), hit.height());
        Gallery from = gallery.get();
        if (from == null) {
            return;
        }
        record Seen(List<Image> pyramid, Box window) {}
        loading = background.run(
                Lane.PICTURES,
                () -> new Seen(Pictures.pyramid(Thumbnails.of(hit.path(), SHOWN_SIDE)), from.window(hit)),
                seen -> {
                    hitPane.show(seen.pyramid(), hit.width(), hit.height());
                    hitPane.setInk((g, view) -> {
                        drawBox(g, view, seen.window(), true);
                        drawBox(g, view, results.place(hit), false);
                    });
                    windows.setText(messages.get("compare.windows", percent(seen.window(), hit)));
                },
                failure -> say("compare.unreadable", hitName.getText(), failure));
        Explained ready = results.peek(hit);
        if (ready != null) {
            show(answer, ready);
        } else {
            explaining = results.explain(hit, explained -> show(answer, explained));
        }
    }

    private void say(String key, String name, Exception failure) {
        message.setText(messages.get(key, name, messages.get(Failures.message(failure))));
    }

    private static long percent(Box window, Hit hit) {
        return Math.round(100 * window.width() * window.height() / ((double) hit.width() * hit.height()));
    }

    private static void drawBox(GraphicsContext g, Viewport view, Box box, boolean dashed) {
        double x = view.toViewX(box.x());
        double y = view.toViewY(box.y());
        double w = box.width() * view.scale();
        double h = box.height() * view.scale();
        Ink.drawBox(g, x, y, w, h, dashed);
    }

    private void show(Answer answer, Explained explained) {
        hitPane.setHeat(explained.heat());
        List<Vote> all = CompareViewModel.votes(answer, explained.explanation());
        message.setText(messages.get(
                "compare.agreed",
                all.stream()
                        .filter(vote -> vote.voice() == CompareViewModel.Voice.AGREED)
                        .count(),
                all.size()));
        votes.getChildren().clear();
        for (Vote vote : all.subList(0, Math.min(VOTES_SHOWN, all.size()))) {
            String key = switch (vote.voice()) {
                case AGREED -> "compare.vote-agreed";
                case UNASKED -> "compare.vote-unasked";
                case AGAINST -> "compare.vote-against";
            };
            Label line = new Label(messages.get(
                    key, vote.block() + 1, vote.head() + 1, String.format(Locale.ROOT, "%.0f %%", 100 * vote.share())));
            line.getStyleClass().add(vote.voice() == CompareViewModel.Voice.AGREED ? "compare-agreed" : "text-muted");
            votes.getChildren().add(line);
        }
    }
}
