package io.manako.app.results;

import io.manako.app.curate.RatingsViewModel;
import io.manako.app.curate.TagsViewModel;
import io.manako.app.gallery.FileNameLabel;
import io.manako.app.gallery.Hint;
import io.manako.app.gallery.PhotoGrid;
import io.manako.app.gallery.PictureFrame;
import io.manako.app.gallery.Thumbnails;
import io.manako.app.settings.Messages;
import io.manako.app.task.Ticket;
import io.manako.engine.search.Hit;
import io.manako.engine.vit.ScoreBands.Band;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A hit in the grid: thumbnail, attention of the window that matched, its box, name and score. */
final class HitTile extends VBox implements PhotoGrid.Tile<Hit> {
    static final double WIDTH = 176;
    static final double HEIGHT = 164;
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    /** The first of the weaker matches. */
    private static final PseudoClass FIRST_WEAKER = PseudoClass.getPseudoClass("first-weaker");

    private final ResultsViewModel results;
    private final TagsViewModel tags;
    private final RatingsViewModel ratings;
    private final Thumbnails thumbnails;
    private final Messages messages;
    private final PictureFrame frame = new PictureFrame();
    private final Label name = new FileNameLabel();
    private final Label score = new Label();
    private final StringProperty scoreWords = Hint.on(score);
    private final Label divider = new Label();
    private final BooleanProperty noneStrong = new SimpleBooleanProperty();
    private final FontIcon liked = new FontIcon("mdi2t-thumb-up");
    private final Label fresh = new Label();
    private final FontIcon tagged = new FontIcon("mdi2t-tag-outline");
    private final StringProperty tagNames = Hint.on(tagged);
    private final Label stars = new Label();
    private final FontIcon worded = new FontIcon("mdi2f-format-letter-matches");
    private final StringProperty wordNames = Hint.on(worded);
    private final Label duplicates = new Label();
    private Ticket loading = new Ticket();
    private Ticket explaining = new Ticket();
    private @Nullable Hit shown;
    private long question;

    HitTile(
            ResultsViewModel results,
            TagsViewModel tags,
            RatingsViewModel ratings,
            Thumbnails thumbnails,
            Messages messages) {
        this.results = results;
        this.tags = tags;
        this.ratings = ratings;
        this.thumbnails = thumbnails;
        this.messages = messages;
        getStyleClass().addAll("photo-tile", "hit-tile");
        setPrefSize(WIDTH, HEIGHT);
        setMinWidth(0);
        frame.setPrefSize(10, 10);
        frame.heat().visibleProperty().bind(results.overlayVisibleProperty());
        frame.heat().opacityProperty().bind(results.overlayOpacityProperty());
        name.getStyleClass().add("hit-name");
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        score.getStyleClass().add("hit-score");
        score.setMinWidth(USE_PREF_SIZE);
        divider.getStyleClass().add("hit-divider");
        divider.textProperty()
                .bind(messages.text(
                        () -> messages.get(noneStrong.get() ? "results.all-weaker" : "results.weaker"), noneStrong));
        divider.setVisible(false);
        divider.setMouseTransparent(true);
        StackPane.setAlignment(divider, Pos.TOP_LEFT);
        liked.getStyleClass().add("hit-liked");
        liked.setVisible(false);
        liked.managedProperty().bind(liked.visibleProperty());
        fresh.getStyleClass().add("hit-new");
        fresh.setMinWidth(USE_PREF_SIZE);
        fresh.visibleProperty().bind(fresh.textProperty().isNotEmpty());
        fresh.managedProperty().bind(fresh.visibleProperty());
        tagged.getStyleClass().add("hit-tagged");
        tagged.setVisible(false);
        tagged.managedProperty().bind(tagged.visibleProperty());
        worded.getStyleClass().add("hit-tagged");
        worded.setVisible(false);
        worded.managedProperty().bind(worded.visibleProperty());
        stars.getStyleClass().add("hit-stars");
        stars.setMinWidth(USE_PREF_SIZE);
        stars.visibleProperty().bind(stars.textProperty().isNotEmpty());
        stars.managedProperty().bind(stars.visibleProperty());
        duplicates.getStyleClass().add("hit-duplicates");
        duplicates.setMinWidth(USE_PREF_SIZE);
        duplicates.visibleProperty().bind(duplicates.textProperty().isNotEmpty());
        duplicates.managedProperty().bind(duplicates.visibleProperty());
        HBox caption = new HBox(6, liked, fresh, name, worded, stars, tagged, duplicates, score);
        caption.setAlignment(Pos.BASELINE_LEFT);
        StackPane picture = new StackPane(frame, divider);
        picture.setMinHeight(0);
        VBox.setVgrow(picture, Priority.ALWAYS);
        getChildren().addAll(picture, caption);
        results.overlayVisibleProperty().addListener(observable -> explain());
        tags.knownProperty().addListener(observable -> onKnown());
        ratings.knownProperty().addListener(observable -> onKnown());
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void show(@Nullable Hit hit, boolean selected) {
        pseudoClassStateChanged(SELECTED, selected);
        if (hit != null) {
            noneStrong.set(hit.rank() == 1);
            showDivider(results.isFirstWeaker(hit));
        }
        if (hit == shown) {
            return;
        }
        if (hit == null) {
            explaining.cancel();
            frame.setHeat(null);
            loading.cancel();
            shown = null;
            frame.setPicture(null);
            frame.setBox(null, 1, 1);
            name.setText(null);
            score.setText(null);
            score.setGraphic(null);
            showDivider(false);
            liked.setVisible(false);
            fresh.setText(null);
            tagged.setVisible(false);
            worded.setVisible(false);
            stars.setText(null);
            duplicates.setText(null);
            setAccessibleText(null);
            return;
        }
        boolean samePhoto = shown != null && shown.id().equals(hit.id());
        boolean sameMatch =
                samePhoto && shown != null && shown.window() == hit.window() && question == results.question();
        shown = hit;
        question = results.question();
        name.setText(String.valueOf(hit.path().getFileName()));
        score.setText(BandText.brief(hit, results.band(hit)));
        score.setGraphic(hit.same() == null ? null : new FontIcon("mdi2f-fingerprint"));
        liked.setVisible(results.isLiked(hit));
        describe();
        int others = hit.duplicates().size();
        duplicates.setText(others == 0 ? null : "+" + others);
        drawBox(hit);
        if (!samePhoto || frame.getPicture() == null) {
            loading.cancel();
            Image ready = thumbnails.peek(hit.id());
            frame.setPicture(ready);
            if (ready == null) {
                loading = thumbnails.load(hit.id(), frame::setLoaded);
            }
        }
        if (!sameMatch) {
            frame.setHeat(null);
            explain();
        }
    }

    /** Something became known of some photos, and mostly not of this one. */
    private void onKnown() {
        Hit hit = shown;
        if (hit != null
                && (!HitDetails.tags(hit, tags, messages).equals(tagNames.get())
                        || !stars(hit).equals(stars.getText()))) {
            describe();
        }
    }

    private String stars(Hit hit) {
        int given = ratings.of(hit.id());
        return given == 0 ? "" : given + "★";
    }

    /** What is said of the hit beside its place: whether it is liked, its words, stars and tags. */
    private void describe() {
        Hit hit = shown;
        if (hit == null) {
            return;
        }
        StringBuilder spoken = new StringBuilder(describe(hit, results.band(hit), messages));
        scoreWords.set(BandText.full(hit, results.band(hit), messages));
        if (divider.isVisible()) {
            spoken.insert(0, divider.getText() + ": ");
        }
        if (liked.isVisible()) {
            spoken.append(", ").append(messages.get("feedback.liked"));
        }
        fresh.setText(results.isNew(hit) ? messages.get("saved.new") : null);
        if (results.isNew(hit)) {
            spoken.append(", ").append(messages.get("saved.new"));
        }
        String names = HitDetails.tags(hit, tags, messages);
        tagged.setVisible(!names.isEmpty());
        tagNames.set(names);
        String words = HitDetails.words(hit, messages);
        worded.setVisible(!words.isEmpty());
        wordNames.set(words);
        if (!words.isEmpty()) {
            spoken.append(", ").append(words);
        }
        int given = ratings.of(hit.id());
        stars.setText(stars(hit));
        if (given > 0) {
            spoken.append(", ").append(messages.get("hit.stars", given));
        }
        if (!names.isEmpty()) {
            spoken.append(", ").append(names);
        }
        setAccessibleText(spoken.toString());
    }

    /** A hit as a screen reader says it. */
    static String describe(Hit hit, Optional<Band> band, Messages messages) {
        String spoken =
                messages.get("results.hit", hit.rank(), hit.path().getFileName(), BandText.full(hit, band, messages));
        int others = hit.duplicates().size();
        return others == 0 ? spoken : messages.get("results.hit-and-duplicates", spoken, others);
    }

    private void showDivider(boolean first) {
        divider.setVisible(first);
        pseudoClassStateChanged(FIRST_WEAKER, first);
    }

    private void explain() {
        explaining.cancel();
        Hit hit = shown;
        if (hit == null || !results.overlayVisibleProperty().get()) {
            return;
        }
        Explained ready = results.peek(hit);
        if (ready != null) {
            show(ready);
        } else {
            explaining = results.explain(hit, this::show);
        }
    }

    private void drawBox(Hit hit) {
        frame.setBox(hit.byWordsAlone() ? null : results.place(hit), hit.width(), hit.height());
    }

    private void show(Explained explained) {
        if (shown != null) {
            drawBox(shown);
        }
        frame.setHeat(explained.heat());
    }
}
