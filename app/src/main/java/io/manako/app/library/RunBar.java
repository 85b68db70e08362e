package io.manako.app.library;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.engine.task.Progress;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableObjectValue;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The status bar's part about long work while it goes on: how far, its buttons, and a line that says so. */
public final class RunBar extends HBox {
    private static final String PAUSE = "mdi2p-pause";

    private final ObservableBooleanValue running;

    /**
     * @param name that the ids begin with
     * @param progress null while it is not known
     * @param buttons that pause and stop it
     */
    public RunBar(
            String name,
            ObservableBooleanValue running,
            ObservableObjectValue<@Nullable Progress> progress,
            ObservableValue<String> line,
            ButtonBase... buttons) {
        this.running = running;
        setId(name + "-bar");
        getStyleClass().add("indexing-bar");
        setAlignment(Pos.CENTER_LEFT);
        ProgressBar bar = new ProgressBar();
        bar.setId(name + "-progress");
        bar.accessibleTextProperty().bind(line);
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> {
                            Progress now = progress.get();
                            return now == null ? 0 : now.fraction();
                        },
                        progress));
        Label text = new Label();
        text.setId(name + "-line");
        text.textProperty().bind(line);
        getChildren().add(bar);
        getChildren().addAll(buttons);
        getChildren().add(text);
        visibleProperty().bind(running);
        managedProperty().bind(visibleProperty());
    }

    /**
     * What came of the work is to be read when it has ended.
     *
     * @param elsewhere whether other work is told of, to which the line then leaves the room
     */
    RunBar keepLine(ObservableBooleanValue elsewhere) {
        List<Node> whileRunning = getChildren().subList(0, getChildren().size() - 1);
        for (Node node : whileRunning) {
            node.visibleProperty().bind(running);
            node.managedProperty().bind(running);
        }
        Node line = getChildren().getLast();
        line.visibleProperty()
                .bind(Bindings.createBooleanBinding(() -> running.get() || !elsewhere.get(), running, elsewhere));
        line.managedProperty().bind(line.visibleProperty());
        visibleProperty().unbind();
        setVisible(true);
        return this;
    }

    /** A button that pauses and goes on, and shows which of the two it does. */
    public static ButtonBase pause(Commands commands, Action action, ObservableBooleanValue paused) {
        ButtonBase pause = commands.iconButton(action);
        FontIcon icon = new FontIcon(PAUSE);
        pause.setGraphic(icon);
        paused.addListener((observable, was, is) -> icon.setIconLiteral(is ? "mdi2p-play" : PAUSE));
        return pause;
    }
}
