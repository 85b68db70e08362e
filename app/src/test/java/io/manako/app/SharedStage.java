package io.manako.app;

import javafx.stage.Stage;

/** The stage that TestFX hands to one test class after the other. */
final class SharedStage {
    private SharedStage() {}

    /** Undoes what earlier tests made of the stage: without it a window is as low as the last one was, and hides its details. */
    static void reset(Stage stage) {
        stage.setMaximized(false);
        stage.setFullScreen(false);
        stage.setWidth(1440);
        stage.setHeight(900);
        stage.centerOnScreen();
    }
}
