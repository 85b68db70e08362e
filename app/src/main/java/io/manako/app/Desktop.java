package io.manako.app;

import io.manako.app.gallery.GalleryOpener;
import io.manako.app.settings.Messages;
import io.manako.app.settings.SettingsFile;
import io.manako.app.shell.DesktopViewModel;
import io.manako.app.shell.MainWindow;
import io.manako.app.task.Background;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/** The desktop, put together by hand. */
final class Desktop {
    private Desktop() {}

    /**
     * Opens the window; the model and the library follow in the background.
     *
     * @param home folder of the program's data
     * @param onClosed called when the window is closed and everything is saved
     */
    static DesktopViewModel open(Stage stage, Path home, GalleryOpener opener, Runnable onClosed) {
        SettingsFile file = new SettingsFile(home);
        SettingsFile.Loaded loaded = file.load();
        Background background = Background.desktop();
        DesktopViewModel desktop = new DesktopViewModel(
                background, new Messages(loaded.settings().language().language()), file, loaded, opener);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> background.onUi(() -> desktop.notices().report(failure)));
        stage.getIcons().add(new Image(Objects.requireNonNull(Desktop.class.getResourceAsStream("icon.png"))));
        new MainWindow(desktop, stage, home, onClosed).show();
        desktop.start();
        return desktop;
    }
}
