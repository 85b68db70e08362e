package io.manako.app.library;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.engine.task.Progress;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

/** The status bar's part about the next model, while it reads the photos: how far, and a way to give it up. */
public final class SwitchBar extends HBox {
    public SwitchBar(SwitchViewModel switching, Commands commands) {
        setId("switch-bar");
        getStyleClass().add("indexing-bar");
        setAlignment(Pos.CENTER_LEFT);
        ProgressBar bar = new ProgressBar();
        bar.setId("switch-progress");
        bar.accessibleTextProperty().bind(switching.lineProperty());
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> {
                            Progress now = switching.progressProperty().get();
                            return now == null ? 0 : now.fraction();
                        },
                        switching.progressProperty()));
        Label line = new Label();
        line.setId("switch-line");
        line.textProperty().bind(switching.lineProperty());
        getChildren().addAll(bar, commands.iconButton(Action.STOP_SWITCHING), line);
        visibleProperty().bind(switching.runningProperty());
        managedProperty().bind(visibleProperty());
    }
}
