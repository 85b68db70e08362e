package io.manako.app.curate;

import io.manako.app.settings.Messages;
import io.manako.engine.store.TagColour;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.shape.Circle;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A tag's colour beside its name. */
final class TagDot {
    private static final double RADIUS = 5.5;

    private TagDot() {}

    /** @param colour null: the sign of all tags */
    static Node of(@Nullable TagColour colour) {
        if (colour == null) {
            return new FontIcon("mdi2t-tag-outline");
        }
        Circle dot = new Circle(RADIUS);
        dot.getStyleClass().addAll("tag-dot", "tag-" + id(colour));
        return dot;
    }

    static String id(TagColour colour) {
        return colour.name().toLowerCase(Locale.ROOT);
    }

    static String name(TagColour colour, Messages messages) {
        return switch (colour) {
            case ORANGE -> messages.get("tag.orange");
            case SKY -> messages.get("tag.sky");
            case GREEN -> messages.get("tag.green");
            case YELLOW -> messages.get("tag.yellow");
            case BLUE -> messages.get("tag.blue");
            case VERMILION -> messages.get("tag.vermilion");
            case PURPLE -> messages.get("tag.purple");
            case GREY -> messages.get("tag.grey");
        };
    }
}
