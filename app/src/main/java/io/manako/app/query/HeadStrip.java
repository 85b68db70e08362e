package io.manako.app.query;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.Hint;
import io.manako.app.gallery.PictureFrame;
import io.manako.app.gallery.Pictures;
import io.manako.app.gallery.QuerySession;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Ticket;
import io.manako.engine.phs.HeadId;
import io.manako.engine.phs.HeadScore;
import io.manako.engine.vit.AttentionMaps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableDoubleValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Every head of the last blocks: what it looks at in the query photo, how well that matches the marks, whether it counts. */
public final class HeadStrip extends VBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass BY_HAND = PseudoClass.getPseudoClass("by-hand");
    private static final double PICTURE_HEIGHT = 46;

    /** Where the pane is lower than this, in pixels, the photo has the room of the strip. */
    private static final double NEEDED_HEIGHT = 420;

    /** What tiles say beside their maps. */
    private record Said(List<HeadScore> scores, boolean marked, Map<HeadId, Boolean> overrides, Language language) {}

    private record Maps(Image picture, Map<HeadId, Image> heat) {}

    private final QueryViewModel query;
    private final Background background;
    private final Messages messages;
    private final HBox row = new HBox();
    private final Map<HeadId, HeadTile> tiles = new LinkedHashMap<>();
    private Ticket preparing = new Ticket();
    private @Nullable Said said;

    /** @param room height of the pane that the strip is a part of */
    public HeadStrip(QueryViewModel query, Background background, Messages messages, ObservableDoubleValue room) {
        this.query = query;
        this.background = background;
        this.messages = messages;
        getStyleClass().add("head-strip");
        Label title = new Label();
        title.textProperty().bind(messages.text("heads.title"));
        title.getStyleClass().add("section-title");
        Hint.on(title).bind(messages.text("heads.about"));
        row.getStyleClass().add("head-row");
        row.setAlignment(Pos.CENTER_LEFT);
        ScrollPane scroll = new ScrollPane(row);
        scroll.setId("head-strip");
        scroll.accessibleTextProperty().bind(messages.text("heads.title"));
        scroll.setFitToHeight(true);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        getChildren().addAll(title, scroll);

        query.sessionProperty().addListener((observable, old, session) -> onSession(session));
        query.answerProperty().addListener((observable, old, answer) -> onAnswer(answer));
        messages.languageProperty()
                .addListener(observable -> onAnswer(query.answerProperty().get()));
        visibleProperty()
                .bind(query.sessionProperty().isNotNull().and(Bindings.greaterThanOrEqual(room, NEEDED_HEIGHT)));
        managedProperty().bind(visibleProperty());
    }

    private void onSession(@Nullable QuerySession session) {
        preparing.cancel();
        row.getChildren().clear();
        tiles.clear();
        said = null;
        if (session == null) {
            return;
        }
        AttentionMaps attention = session.attention();
        double aspect = (double) session.width() / session.height();
        for (int block = 0; block < attention.blocks(); block++) {
            Label label = new Label(String.valueOf(attention.firstBlock() + block + 1));
            label.getStyleClass().add("block-number");
            int number = attention.firstBlock() + block + 1;
            Hint.on(label).bind(messages.text(() -> messages.get("heads.block", number)));
            row.getChildren().add(label);
            for (int head = 0; head < attention.heads(); head++) {
                HeadTile tile = new HeadTile(new HeadId(attention.firstBlock() + block, head), aspect);
                tiles.put(tile.head, tile);
                row.getChildren().add(tile);
            }
        }
        preparing = background.run(Lane.PICTURES, () -> maps(session), this::onMaps, failure -> {});
        onAnswer(query.answerProperty().get());
    }

    private static Maps maps(QuerySession session) {
        AttentionMaps attention = session.attention();
        Map<HeadId, Image> heat = new LinkedHashMap<>();
        for (int block = 0; block < attention.blocks(); block++) {
            for (int head = 0; head < attention.heads(); head++) {
                heat.put(
                        new HeadId(attention.firstBlock() + block, head),
                        Pictures.heat(attention.grid(), attention.maps()[block][head]));
            }
        }
        return new Maps(Pictures.pyramid(session.picture()).getLast(), heat);
    }

    private void onMaps(Maps maps) {
        maps.heat().forEach((head, heat) -> {
            HeadTile tile = tiles.get(head);
            if (tile != null) {
                tile.frame.setPicture(maps.picture());
                tile.frame.setHeat(heat);
            }
        });
    }

    private void onAnswer(@Nullable Answer answer) {
        List<HeadScore> scores =
                answer == null ? List.of() : new ArrayList<>(answer.result().heads());
        Map<HeadId, Boolean> overrides = query.overridesProperty().get();
        // Without marks there is nothing that a head could match.
        boolean marked = answer != null && !answer.request().prompts().isEmpty();
        Said now = new Said(scores, marked, overrides, messages.language());
        if (now.equals(said)) {
            return; // as after every few photos of an indexing run
        }
        said = now;
        for (HeadScore score : scores) {
            HeadId head = new HeadId(score.block(), score.head());
            HeadTile tile = tiles.get(head);
            if (tile != null) {
                tile.show(score, marked, overrides.containsKey(head));
            }
        }
    }

    /** One head: a button that switches it by hand. */
    private final class HeadTile extends Button {
        private final HeadId head;
        private final PictureFrame frame = new PictureFrame();
        private final Label text = new Label("–");
        private final StringProperty hint = Hint.on(this);
        private boolean selected;

        HeadTile(HeadId head, double aspect) {
            this.head = head;
            setId("head-" + head.block() + "-" + head.head());
            getStyleClass().setAll("head-tile");
            double width = Math.clamp(PICTURE_HEIGHT * aspect, 30, 84);
            frame.setMinSize(width, PICTURE_HEIGHT);
            frame.setPrefSize(width, PICTURE_HEIGHT);
            frame.setMaxSize(width, PICTURE_HEIGHT);
            frame.heat().setOpacity(0.85);
            text.getStyleClass().add("head-score");
            VBox box = new VBox(2, frame, text);
            box.setAlignment(Pos.CENTER);
            setGraphic(box);
            setOnAction(event -> query.toggleHead(head, selected));
            describe(messages.get("heads.unknown", head.head() + 1, head.block() + 1));
        }

        void show(HeadScore score, boolean marked, boolean byHand) {
            selected = score.selected();
            pseudoClassStateChanged(CHOSEN, selected && (marked || byHand));
            pseudoClassStateChanged(BY_HAND, byHand);
            text.setText(marked ? number(score.score()) : "–");
            describe(messages.get(
                    selected ? "heads.selected" : "heads.not-selected",
                    head.head() + 1,
                    head.block() + 1,
                    number(score.score()),
                    number(score.gate()),
                    byHand ? messages.get("heads.by-hand") : ""));
        }

        private void describe(String description) {
            setAccessibleText(description);
            hint.set(description);
        }

        private static String number(float value) {
            // Rounded first, and + 0.0: no "-0.00".
            return String.format(Locale.ROOT, "%.2f", Math.rint(value * 100) / 100 + 0.0);
        }
    }
}
