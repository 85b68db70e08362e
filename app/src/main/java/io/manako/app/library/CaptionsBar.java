package io.manako.app.library;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.engine.task.Progress;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The status bar's part about captions, while they are written: how far, pause and stop. */
public final class CaptionsBar extends HBox {
    public CaptionsBar(CaptionsViewModel captions, Commands commands) {
        setId("captions-bar");
        getStyleClass().add("indexing-bar");
        setAlignment(Pos.CENTER_LEFT);
        ProgressBar bar = new ProgressBar();
        bar.setId("captions-progress");
        bar.accessibleTextProperty().bind(captions.lineProperty());
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> {
                            Progress now = captions.progressProperty().get();
                            return now == null ? 0 : now.fraction();
                        },
                        captions.progressProperty()));
        Label line = new Label();
        line.setId("captions-line");
        line.textProperty().bind(captions.lineProperty());
        ButtonBase pause = commands.iconButton(Action.PAUSE_CAPTIONS);
        FontIcon icon = new FontIcon("mdi2p-pause");
        pause.setGraphic(icon);
        captions.pausedProperty()
                .addListener((observable, was, is) -> icon.setIconLiteral(is ? "mdi2p-play" : "mdi2p-pause"));
        getChildren().addAll(bar, pause, commands.iconButton(Action.STOP_CAPTIONS), line);
        visibleProperty().bind(captions.runningProperty());
        managedProperty().bind(visibleProperty());
    }
}
