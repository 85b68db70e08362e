package io.manako.app.curate;

import io.manako.app.gallery.PhotoGrid;
import io.manako.app.gallery.PictureFrame;
import io.manako.app.gallery.Thumbnails;
import io.manako.app.settings.Messages;
import io.manako.app.task.Ticket;
import io.manako.engine.TagSuggestion;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A suggested tag: the photo, where in it the tag comes from, the tag's name and how probable it is. */
final class SuggestionTile extends VBox implements PhotoGrid.Tile<TagSuggestion> {
    static final double WIDTH = 176;
    static final double HEIGHT = 164;
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final Thumbnails thumbnails;
    private final Messages messages;
    private final PictureFrame frame = new PictureFrame();
    private final Label tag = new Label();
    private final Label probability = new Label();
    private Ticket loading = new Ticket();
    private @Nullable TagSuggestion shown;

    SuggestionTile(Thumbnails thumbnails, Messages messages) {
        this.thumbnails = thumbnails;
        this.messages = messages;
        getStyleClass().addAll("photo-tile", "hit-tile");
        setPrefSize(WIDTH, HEIGHT);
        setMinWidth(0);
        frame.setPrefSize(10, 10);
        VBox.setVgrow(frame, Priority.ALWAYS);
        tag.setMinWidth(0);
        tag.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(tag, Priority.ALWAYS);
        probability.getStyleClass().add("hit-name");
        probability.setMinWidth(USE_PREF_SIZE);
        HBox line = new HBox(6, tag, probability);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(frame, line);
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void show(@Nullable TagSuggestion suggestion, boolean selected) {
        pseudoClassStateChanged(SELECTED, selected);
        setVisible(suggestion != null);
        if (suggestion == null) {
            loading.cancel();
            shown = null;
            frame.setPicture(null);
            setAccessibleText(null);
            return;
        }
        String percent = messages.get("suggest.percent", percent(suggestion));
        tag.setText(suggestion.tag().text());
        probability.setText(percent);
        setAccessibleText(
                suggestion.tag() + ", " + percent + ", " + suggestion.path().getFileName());
        frame.setBox(suggestion.place(), suggestion.width(), suggestion.height());
        boolean same = shown != null && shown.photo().equals(suggestion.photo());
        shown = suggestion;
        if (same && frame.getPicture() != null) {
            return;
        }
        loading.cancel();
        Image ready = thumbnails.peek(suggestion.photo());
        frame.setPicture(ready);
        if (ready == null) {
            loading = thumbnails.load(suggestion.photo(), frame::setLoaded);
        }
    }

    /** Never 0 and never 100: what is learned is not known. */
    static long percent(TagSuggestion suggestion) {
        return Math.clamp(Math.round(100 * suggestion.probability()), 1, 99);
    }
}
