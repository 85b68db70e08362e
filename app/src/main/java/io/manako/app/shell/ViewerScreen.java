package io.manako.app.shell;

import io.manako.app.viewer.ViewerView;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The viewer over everything else in the window, which fills the screen for as long. */
final class ViewerScreen {
    private final Stage stage;
    private final Node window;
    private final ViewerView viewer;
    private boolean fullBefore;
    private @Nullable Node focusedBefore;

    private ViewerScreen(Stage stage, Node window, ViewerView viewer) {
        this.stage = stage;
        this.window = window;
        this.viewer = viewer;
    }

    /** @return the root of the scene */
    static StackPane over(Stage stage, Node window, ViewerView viewer, ObservableBooleanValue open) {
        ViewerScreen screen = new ViewerScreen(stage, window, viewer);
        // Escape leaves a stroke out or closes the viewer, which then leaves the full screen.
        stage.setFullScreenExitHint("");
        stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
        open.addListener((observable, was, is) -> {
            if (is) {
                screen.show();
            } else {
                screen.hide();
            }
        });
        return new StackPane(window, viewer);
    }

    private void show() {
        fullBefore = stage.isFullScreen();
        focusedBefore = stage.getScene().getFocusOwner();
        // What lies below is out of the way of Tab and of screen readers.
        window.setVisible(false);
        viewer.setVisible(true);
        viewer.requestFocus();
        stage.setFullScreen(true);
    }

    private void hide() {
        stage.setFullScreen(fullBefore);
        viewer.setVisible(false);
        window.setVisible(true);
        if (focusedBefore != null) {
            focusedBefore.requestFocus();
        }
    }
}
