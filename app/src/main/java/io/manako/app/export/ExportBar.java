package io.manako.app.export;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.engine.task.Progress;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

/** The status bar's part about an export, while it runs: how far, and a button that stops it. */
public final class ExportBar extends HBox {
    public ExportBar(ExportViewModel exports, Commands commands) {
        setId("export-bar");
        getStyleClass().add("indexing-bar");
        setAlignment(Pos.CENTER_LEFT);
        ProgressBar bar = new ProgressBar();
        bar.setId("export-progress");
        bar.accessibleTextProperty().bind(exports.lineProperty());
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> {
                            Progress now = exports.progressProperty().get();
                            return now == null ? -1 : now.fraction();
                        },
                        exports.progressProperty()));
        Label line = new Label();
        line.setId("export-line");
        line.textProperty().bind(exports.lineProperty());
        getChildren().addAll(bar, line, commands.iconButton(Action.CANCEL_EXPORT));
        visibleProperty().bind(exports.runningProperty());
        managedProperty().bind(visibleProperty());
    }
}
