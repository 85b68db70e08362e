package io.manako.app.results;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.curate.MetadataViewModel;
import io.manako.app.curate.RatingsViewModel;
import io.manako.app.curate.TagsViewModel;
import io.manako.app.gallery.FileNameLabel;
import io.manako.app.gallery.PictureFrame;
import io.manako.app.gallery.Thumbnails;
import io.manako.app.settings.Messages;
import io.manako.app.task.Ticket;
import io.manako.engine.lexical.WordMatch;
import io.manako.engine.search.Blend;
import io.manako.engine.search.Explanation.HeadShare;
import io.manako.engine.search.Hit;
import io.manako.engine.store.TagName;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableDoubleValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The selected hit: larger, where it lies, and which heads brought it. */
final class HitDetails extends HBox {
    private static final int HEADS_SHOWN = 4;
    private static final int DUPLICATES_SHOWN = 4;
    private static final double PICTURE_WIDTH = 220;
    private static final double PICTURE_SHARE = 0.36;

    /** Of the results' height, at most: the grid needs the rest. */
    private static final double HEIGHT_SHARE = 0.45;

    /** Where the results are lower than this, in pixels, the grid has the room of the details. */
    private static final double NEEDED_HEIGHT = 420;

    private final ResultsViewModel results;
    private final Thumbnails thumbnails;
    private final Messages messages;
    private final PictureFrame frame = new PictureFrame();
    private final Label name = new FileNameLabel();
    private final Label path = new FileNameLabel();
    private final Label facts = new Label();
    private final Label words = new Label();
    private final Label duplicates = new Label();
    private final VBox heads = new VBox(4);
    private final VBox text = new VBox(6);
    private Ticket loading = new Ticket();
    private Ticket explaining = new Ticket();

    /** @param height of the results' pane */
    HitDetails(
            ResultsViewModel results,
            TagsViewModel tags,
            RatingsViewModel ratings,
            MetadataViewModel metadata,
            Thumbnails thumbnails,
            Messages messages,
            Commands commands,
            ObservableDoubleValue height) {
        this.results = results;
        this.thumbnails = thumbnails;
        this.messages = messages;
        setId("hit-details");
        setMinWidth(0);
        maxHeightProperty().bind(Bindings.createDoubleBinding(() -> HEIGHT_SHARE * height.get(), height));
        getStyleClass().add("hit-details");
        frame.setPrefHeight(180);
        frame.setMinSize(0, 80);
        frame.heat().visibleProperty().bind(results.overlayVisibleProperty());
        frame.heat().opacityProperty().bind(results.overlayOpacityProperty());

        name.getStyleClass().add("pane-title");
        name.setId("hit-name");
        path.getStyleClass().add("text-muted");
        facts.setId("hit-facts");
        facts.setWrapText(true);
        facts.setMinWidth(0);
        duplicates.setId("hit-duplicates");
        duplicates.getStyleClass().add("text-muted");
        duplicates.setMinWidth(0);
        duplicates.visibleProperty().bind(duplicates.textProperty().isNotEmpty());
        duplicates.managedProperty().bind(duplicates.visibleProperty());
        Label tagNames = new Label();
        tagNames.setId("hit-tags");
        tagNames.setWrapText(true);
        tagNames.setMinWidth(0);
        tagNames.textProperty()
                .bind(messages.text(
                        () -> {
                            Hit hit = results.selectedProperty().get();
                            return hit == null ? "" : tags(hit, tags, messages);
                        },
                        results.selectedProperty(),
                        tags.knownProperty()));
        tagNames.visibleProperty().bind(tagNames.textProperty().isNotEmpty());
        tagNames.managedProperty().bind(tagNames.visibleProperty());
        Label stars = new Label();
        stars.setId("hit-stars");
        stars.getStyleClass().add("hit-stars");
        stars.textProperty()
                .bind(messages.text(
                        () -> {
                            Hit hit = results.selectedProperty().get();
                            int given = hit == null ? 0 : ratings.of(hit.id());
                            return given == 0 ? "" : messages.get("hit.stars", given);
                        },
                        results.selectedProperty(),
                        ratings.knownProperty()));
        stars.visibleProperty().bind(stars.textProperty().isNotEmpty());
        stars.managedProperty().bind(stars.visibleProperty());
        Label said = new Label();
        said.setId("hit-metadata");
        said.setWrapText(true);
        said.setMinWidth(0);
        said.textProperty().bind(metadata.textProperty());
        said.visibleProperty().bind(said.textProperty().isNotEmpty());
        said.managedProperty().bind(said.visibleProperty());
        words.setId("hit-words");
        words.setWrapText(true);
        words.setMinWidth(0);
        words.visibleProperty().bind(words.textProperty().isNotEmpty());
        words.managedProperty().bind(words.visibleProperty());
        VBox known = new VBox(6, path, facts, words, said, stars, tagNames, duplicates, heads);
        ScrollPane scroll = new FactsScroll(known);
        scroll.accessibleTextProperty().bind(name.textProperty());
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Button search = commands.textButton(Action.SEARCH_FROM_HIT);
        search.setMinWidth(USE_PREF_SIZE);
        frame.prefWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> pictureWidth(search.getWidth()), widthProperty(), search.widthProperty()));
        // What does not fit beside the picture goes on in the next row.
        FlowPane buttons = new FlowPane(
                4,
                4,
                search,
                commands.iconButton(Action.MORE_LIKE_HIT),
                commands.iconButton(Action.LESS_LIKE_HIT),
                commands.iconButton(Action.TAG_HITS),
                commands.iconButton(Action.COMPARE),
                commands.iconButton(Action.COPY_PATH));
        buttons.setAlignment(Pos.CENTER_LEFT);
        buttons.setMinHeight(USE_PREF_SIZE);
        name.setMinHeight(USE_PREF_SIZE);
        text.getChildren().addAll(name, scroll, buttons);
        text.setMinWidth(0);
        text.setPrefWidth(0); // what the picture leaves, however long the name is
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().addAll(frame, text);

        results.selectedProperty().addListener((observable, old, hit) -> show(hit));
        results.answerProperty()
                .addListener(observable -> show(results.selectedProperty().get()));
        messages.languageProperty()
                .addListener(observable -> show(results.selectedProperty().get()));
        visibleProperty()
                .bind(results.selectedProperty().isNotNull().and(Bindings.greaterThanOrEqual(height, NEEDED_HEIGHT)));
        managedProperty().bind(visibleProperty());
    }

    /** What is known of the hit: as high as it is where there is room for it, and else to be scrolled. */
    private static final class FactsScroll extends ScrollPane {
        FactsScroll(Region content) {
            super(content);
            getStyleClass().addAll("edge-to-edge", "hit-known");
            setFitToWidth(true);
            setHbarPolicy(ScrollBarPolicy.NEVER);
            setMinHeight(0);
            // A scroll pane's content keeps to itself that its size has changed.
            content.needsLayoutProperty().addListener((observable, was, is) -> {
                if (is) {
                    requestLayout();
                }
            });
        }

        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL; // lines wrap
        }
    }

    /** So wide that what stands beside it, and cannot be narrower, is whole. */
    private double pictureWidth(double beside) {
        double room = getWidth() - getInsets().getLeft() - getInsets().getRight() - getSpacing();
        return Math.max(0, Math.min(Math.min(PICTURE_WIDTH, PICTURE_SHARE * getWidth()), room - beside));
    }

    /** By the width that the text will have, not by the one that it prefers. */
    @Override
    protected double computePrefHeight(double given) {
        double width = given < 0 ? getWidth() : given;
        double beside = width - getInsets().getLeft() - getInsets().getRight() - getSpacing() - frame.prefWidth(-1);
        double height = Math.max(frame.prefHeight(-1), text.prefHeight(Math.max(0, beside)));
        return snapSizeY(getInsets().getTop() + height + getInsets().getBottom());
    }

    /** A column shrinks all that is in it alike: without this the grid, which can, would leave too little. */
    @Override
    protected double computeMinHeight(double width) {
        return Math.min(computePrefHeight(width), getMaxHeight());
    }

    private void show(@Nullable Hit hit) {
        loading.cancel();
        explaining.cancel();
        heads.getChildren().clear();
        frame.setHeat(null);
        if (hit == null) {
            return;
        }
        name.setText(String.valueOf(hit.path().getFileName()));
        path.setText(String.valueOf(hit.path().getParent()));
        facts.setText(messages.get(
                "results.facts",
                hit.rank(),
                BandText.full(hit, results.band(hit), messages),
                String.valueOf(hit.width()),
                String.valueOf(hit.height())));
        duplicates.setText(hit.duplicates().isEmpty() ? null : messages.get("results.look-same", names(hit)));
        words.setText(ranks(hit, messages));
        drawBox(hit);
        Image ready = thumbnails.peek(hit.id());
        frame.setPicture(ready);
        if (ready == null) {
            loading = thumbnails.load(hit.id(), frame::setLoaded);
        }
        Explained explained = results.peek(hit);
        if (explained != null) {
            show(hit, explained);
        } else {
            explaining = results.explain(hit, made -> show(hit, made));
        }
    }

    /** A line with a hit's tags, empty where it has none. */
    static String tags(Hit hit, TagsViewModel tags, Messages messages) {
        List<TagName> names = tags.of(hit.id());
        return names.isEmpty()
                ? ""
                : messages.get("hit.tags", names.stream().map(TagName::text).collect(Collectors.joining(", ")));
    }

    /** The words that a hit was found by, empty where it has none. */
    static String words(Hit hit, Messages messages) {
        Blend blend = hit.blend();
        WordMatch match = blend == null ? null : blend.words();
        return match == null ? "" : messages.get("words.matched", String.join(", ", match.words()));
    }

    /** The same with the ranks that made its rank; empty where no words were asked for. */
    private static String ranks(Hit hit, Messages messages) {
        Blend blend = hit.blend();
        if (blend == null) {
            return "";
        }
        WordMatch match = blend.words();
        String words = match == null ? messages.get("words.none") : words(hit, messages);
        if (blend.lookRank() == 0) {
            return words;
        }
        return match == null
                ? messages.get("words.by-look", words, blend.lookRank())
                : messages.get("words.by-both", words, blend.lookRank(), match.rank());
    }

    /** Of the photos that look the same; a line of a whole burst would say no more. */
    private static String names(Hit hit) {
        String names = hit.duplicates().stream()
                .limit(DUPLICATES_SHOWN)
                .map(path -> String.valueOf(path.getFileName()))
                .collect(Collectors.joining(", "));
        return hit.duplicates().size() > DUPLICATES_SHOWN ? names + ", …" : names;
    }

    private void drawBox(Hit hit) {
        frame.setBox(hit.byWordsAlone() ? null : results.place(hit), hit.width(), hit.height());
    }

    private void show(Hit hit, Explained explained) {
        drawBox(hit);
        frame.setHeat(explained.heat());
        List<HeadShare> best = explained.explanation().heads().stream()
                .sorted(Comparator.comparingDouble(HeadShare::share).reversed())
                .limit(HEADS_SHOWN)
                .filter(share -> share.share() > 0)
                .toList();
        heads.getChildren().clear();
        double most = best.isEmpty() ? 1 : best.getFirst().share();
        for (HeadShare share : best) {
            Label label = new Label(messages.get("results.head", share.block() + 1, share.head() + 1));
            label.getStyleClass().add("text-muted");
            label.setMinWidth(96);
            label.setWrapText(true); // with large text the number of the head would be out of sight
            label.setMinHeight(USE_PREF_SIZE);
            ProgressBar bar = new ProgressBar(share.share() / most);
            bar.getStyleClass().add("small");
            bar.setPrefWidth(40);
            bar.setMinWidth(24);
            bar.setMaxWidth(90);
            HBox.setHgrow(bar, Priority.ALWAYS);
            bar.setAccessibleText(label.getText());
            Label value = new Label(String.format(Locale.ROOT, "%.0f %%", 100 * share.share()));
            value.getStyleClass().addAll("text-muted", "head-share");
            value.setMinWidth(USE_PREF_SIZE);
            HBox row = new HBox(8, label, bar, value);
            row.setAlignment(Pos.CENTER_LEFT);
            heads.getChildren().add(row);
        }
    }
}
