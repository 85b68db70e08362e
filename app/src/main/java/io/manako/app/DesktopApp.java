package io.manako.app;

import io.manako.app.gallery.EngineOpener;
import java.nio.file.Path;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/** What JavaFX starts. */
public final class DesktopApp extends Application {
    @Override
    public void start(Stage stage) {
        Path home = home();
        // The window closes before the library does; the program ends after both.
        Platform.setImplicitExit(false);
        Desktop.open(stage, home, new EngineOpener(home), Platform::exit);
    }

    private static Path home() {
        String set = System.getenv("MANAKO_HOME");
        return set == null || set.isBlank() ? Path.of(System.getProperty("user.home"), ".manako") : Path.of(set);
    }
}
