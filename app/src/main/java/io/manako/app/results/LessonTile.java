package io.manako.app.results;

import io.manako.app.gallery.Hint;
import io.manako.app.gallery.Thumbnails;
import io.manako.app.settings.Messages;
import io.manako.app.task.Ticket;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Lesson;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Button;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The part of a judged photo that the search took to be meant; a press takes the judgement back. */
final class LessonTile extends Button {
    private static final double SIDE = 40;

    private final ImageView picture = new ImageView();
    private final Ticket loading;

    LessonTile(Lesson lesson, PhotoId photo, Thumbnails thumbnails, Messages messages, Runnable takeBack) {
        boolean wanted = lesson.judgement().wanted();
        getStyleClass().addAll("button-icon", "flat", "lesson-tile", wanted ? "lesson-liked" : "lesson-disliked");
        picture.setPreserveRatio(true);
        picture.setFitWidth(SIDE);
        picture.setFitHeight(SIDE);
        FontIcon sign = new FontIcon(wanted ? "mdi2p-plus-circle" : "mdi2m-minus-circle");
        sign.getStyleClass().add("lesson-sign");
        StackPane content = new StackPane(picture, sign);
        content.setPrefSize(SIDE, SIDE);
        StackPane.setAlignment(sign, Pos.BOTTOM_RIGHT);
        setGraphic(content);
        String text = messages.get(
                wanted ? "feedback.lesson-liked" : "feedback.lesson-disliked",
                cosine(lesson.before()),
                cosine(lesson.after()));
        setAccessibleText(text);
        Hint.on(this, text);
        setOnAction(event -> takeBack.run());
        Image ready = thumbnails.peek(photo);
        loading = ready == null ? thumbnails.load(photo, image -> show(image, lesson.place())) : new Ticket();
        show(ready, lesson.place());
    }

    private static String cosine(float value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private void show(@Nullable Image image, @Nullable Box place) {
        picture.setImage(image);
        if (image != null && place != null) {
            picture.setViewport(new Rectangle2D(
                    place.x() * image.getWidth(),
                    place.y() * image.getHeight(),
                    Math.max(1, place.width() * image.getWidth()),
                    Math.max(1, place.height() * image.getHeight())));
        }
    }

    /** It is shown no more. */
    void leave() {
        loading.cancel();
    }
}
