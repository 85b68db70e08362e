package io.manako.app;

import io.manako.app.gallery.EngineOpener;
import io.manako.app.shell.DesktopViewModel;
import io.manako.app.shell.MainWindow;
import io.manako.app.shell.SingleDesktop;
import java.nio.file.Path;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** What JavaFX starts. */
public final class DesktopApp extends Application {
    /** JavaFX makes the application itself and hands it nothing but strings. */
    private static @Nullable Start start;

    private record Start(
            Path home, SingleDesktop single, @Nullable Path photo) {}

    /**
     * Shows the window until it is closed.
     *
     * @param photo to search with, or null
     */
    static void run(Path home, SingleDesktop single, @Nullable Path photo) {
        start = new Start(home, single, photo);
        Application.launch(DesktopApp.class);
    }

    @Override
    public void start(Stage stage) {
        Start with = Objects.requireNonNull(start);
        // The window closes before the library does; the program ends after both.
        Platform.setImplicitExit(false);
        DesktopViewModel desktop = Desktop.open(stage, with.home(), new EngineOpener(with.home()), Platform::exit);
        if (with.photo() != null) {
            desktop.openAny(with.photo());
        }
        stage.showingProperty().addListener(observable -> with.single().stopListening());
        with.single()
                .onHandOver(work -> desktop.background().onUi(() -> {
                    MainWindow.toFront(stage);
                    if (work.file() != null) {
                        desktop.openAny(work.file());
                    }
                }));
    }
}
