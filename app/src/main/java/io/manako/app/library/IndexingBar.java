package io.manako.app.library;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.settings.Messages;
import io.manako.engine.task.Progress;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The status bar's part about indexing: how far, pause and stop, and how many files could not be taken in. */
public final class IndexingBar extends HBox {
    public IndexingBar(IndexingViewModel indexing, LibraryViewModel library, Messages messages, Commands commands) {
        getStyleClass().add("indexing-bar");
        setAlignment(Pos.CENTER_LEFT);

        ProgressBar bar = new ProgressBar();
        bar.setId("index-progress");
        bar.accessibleTextProperty().bind(indexing.lineProperty());
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> {
                            Progress now = indexing.progressProperty().get();
                            return now == null ? 0 : now.fraction();
                        },
                        indexing.progressProperty()));

        Label line = new Label();
        line.setId("index-line");
        line.textProperty().bind(indexing.lineProperty());

        ButtonBase pause = commands.iconButton(Action.PAUSE_INDEXING);
        FontIcon icon = new FontIcon("mdi2p-pause");
        pause.setGraphic(icon);
        indexing.pausedProperty()
                .addListener((observable, was, is) -> icon.setIconLiteral(is ? "mdi2p-play" : "mdi2p-pause"));
        ButtonBase stop = commands.iconButton(Action.STOP_INDEXING);
        for (Node node : new Node[] {bar, pause, stop}) {
            node.visibleProperty().bind(indexing.runningProperty());
            node.managedProperty().bind(node.visibleProperty());
        }

        Hyperlink problems = new Hyperlink();
        problems.setId("problems-link");
        problems.setGraphic(new FontIcon("mdi2a-alert-circle-outline"));
        problems.textProperty()
                .bind(messages.text(
                        () -> messages.get("problems.link", library.problems().size()), library.problems()));
        problems.setOnAction(event -> commands.run(Action.SHOW_PROBLEMS));
        // Skipped formats alone are no reason to worry anybody: they are in the list, which the menu opens.
        problems.visibleProperty().bind(Bindings.isNotEmpty(library.problems()));
        problems.managedProperty().bind(problems.visibleProperty());

        getChildren().addAll(bar, pause, stop, line, problems);
    }
}
