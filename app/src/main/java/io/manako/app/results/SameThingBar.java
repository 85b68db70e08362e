package io.manako.app.results;

import io.manako.app.settings.Messages;
import io.manako.engine.task.Progress;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/** How far the search for the very same thing is, and what came of it; it is there only while that is wanted. */
final class SameThingBar extends HBox {
    SameThingBar(SameThingViewModel same, Messages messages) {
        super(8);
        setId("same-bar");
        getStyleClass().add("feedback-bar");
        setAlignment(Pos.CENTER_LEFT);
        Label text = new Label();
        text.setId("same-text");
        text.setWrapText(true);
        text.setMinWidth(0);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.textProperty().bind(same.textProperty());
        ProgressBar bar = new ProgressBar();
        bar.setId("same-progress");
        bar.setPrefWidth(90);
        bar.setMinWidth(60);
        bar.accessibleTextProperty().bind(messages.text("same.looking"));
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> {
                            Progress now = same.progressProperty().get();
                            return now == null ? 0 : now.fraction();
                        },
                        same.progressProperty()));
        bar.visibleProperty().bind(same.progressProperty().isNotNull());
        bar.managedProperty().bind(bar.visibleProperty());
        getChildren().addAll(new FontIcon("mdi2f-fingerprint"), text, bar);
        visibleProperty().bind(text.textProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }
}
