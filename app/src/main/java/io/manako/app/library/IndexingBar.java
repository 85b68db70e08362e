package io.manako.app.library;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.settings.Messages;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The status bar's part about indexing: how far, pause and stop, and how many files could not be taken in. */
public final class IndexingBar extends HBox {
    /** @param elsewhere whether other work is told of beside it */
    public IndexingBar(
            IndexingViewModel indexing,
            LibraryViewModel library,
            Messages messages,
            Commands commands,
            ObservableBooleanValue elsewhere) {
        getStyleClass().add("indexing-bar");
        setAlignment(Pos.CENTER_LEFT);
        RunBar run = new RunBar(
                "index",
                indexing.runningProperty(),
                indexing.progressProperty(),
                indexing.lineProperty(),
                RunBar.pause(commands, Action.PAUSE_INDEXING, indexing.pausedProperty()),
                commands.iconButton(Action.STOP_INDEXING));
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

        getChildren().addAll(run.keepLine(elsewhere), problems);
    }
}
