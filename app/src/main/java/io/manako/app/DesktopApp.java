package io.manako.app;

import io.manako.app.gallery.EngineOpener;
import io.manako.app.shell.CommandServer;
import io.manako.app.shell.DesktopViewModel;
import io.manako.app.shell.MainWindow;
import io.manako.app.shell.SingleDesktop;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** What JavaFX starts. */
public final class DesktopApp extends Application {
    /** JavaFX makes the application itself and hands it nothing but strings. */
    private static @Nullable Start start;

    private record Start(
            Path home,
            SingleDesktop single,
            EngineOpener opener,
            @Nullable Path photo) {}

    /**
     * Shows the window until it is closed.
     *
     * @param photo to search with, or null
     */
    static void run(Path home, SingleDesktop single, @Nullable Path photo) {
        try (EngineOpener opener = new EngineOpener(home)) {
            opener.begin(); // while JavaFX starts
            start = new Start(home, single, opener, photo);
            Application.launch(DesktopApp.class);
        }
    }

    @Override
    public void start(Stage stage) {
        Start with = Objects.requireNonNull(start);
        // The window closes before the library does; the program ends after both.
        Platform.setImplicitExit(false);
        EngineOpener opener = with.opener();
        DesktopViewModel desktop = Desktop.open(stage, with.home(), opener, Platform::exit);
        if (with.photo() != null) {
            desktop.open(with.photo());
        }
        Consumer<@Nullable Path> show = file -> desktop.background().onUi(() -> {
            MainWindow.toFront(stage);
            if (file != null) {
                desktop.open(file);
            }
        });
        with.single().onHandOver(work -> show.accept(work.file()));
        CommandServer commands = HandedCommands.serve(
                with.home(),
                opener,
                (console, file) -> {
                    show.accept(file);
                    return 0;
                },
                () -> desktop.background().onUi(desktop::lookAgain));
        stage.showingProperty().addListener(observable -> {
            with.single().stopListening();
            commands.stopListening();
        });
    }
}
