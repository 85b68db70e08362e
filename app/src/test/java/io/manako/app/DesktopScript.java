package io.manako.app;

import io.manako.app.gallery.EngineOpener;
import io.manako.app.shell.DesktopViewModel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The real window driven by a script in a thread of its own. The first argument is the program's home. */
abstract class DesktopScript extends Application {
    private static final int PACE_MILLIS = 16;
    private static final long PATIENCE_SECONDS = 120;

    /** Set where the library is opened before JavaFX starts, as the program does. */
    private static @Nullable EngineOpener begun;

    protected DesktopViewModel desktop;
    protected Stage stage;

    /** Begins to open the library of a program's home, as the program does before it starts JavaFX. */
    static void begin(Path home) {
        begun = new EngineOpener(home);
        begun.begin();
    }

    @Override
    public void start(Stage shown) {
        stage = shown;
        Path home = Path.of(getParameters().getRaw().getFirst());
        desktop = Desktop.open(shown, home, begun == null ? new EngineOpener(home) : begun, () -> {});
        onOpened();
        Thread script = new Thread(this::run, "script");
        script.setDaemon(true);
        script.start();
    }

    /** Called on the UI thread once the window is there. */
    protected void onOpened() {}

    /** The script; afterwards the process ends. */
    protected abstract void script() throws Exception;

    private void run() {
        int exit = 0;
        try {
            script();
        } catch (Throwable e) {
            e.printStackTrace();
            exit = 1;
        }
        // The desktop's own way of closing is no part of the script.
        Runtime.getRuntime().halt(exit);
    }

    /** Does something with mouse or keys, at the pace of a hand. */
    static void robot(Consumer<Robot> action) throws InterruptedException {
        ui(() -> action.accept(new Robot()));
        Thread.sleep(PACE_MILLIS);
    }

    static void ui(Runnable work) {
        onUi(Executors.callable(work));
    }

    static <T> T onUi(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited " + PATIENCE_SECONDS + " s for nothing");
            }
            Thread.sleep(2);
        }
    }
}
