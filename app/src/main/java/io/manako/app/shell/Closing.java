package io.manako.app.shell;

import io.manako.app.gallery.Gallery;
import io.manako.app.settings.Settings;
import io.manako.app.settings.SettingsViewModel;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of the program: what is to be saved is saved, what is open is closed, and nobody waits for ever. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
    private static final Duration WITHIN = Duration.ofSeconds(15);

    private final Background background;
    private final Runnable whenDone;
    private boolean done;

    private Closing(Background background, Runnable whenDone) {
        this.background = background;
        this.whenDone = whenDone;
    }

    /**
     * Saves the settings and closes the library, both in the background.
     *
     * @param whenDone called on the UI thread, after 15 seconds at the latest
     */
    static void begin(Background background, SettingsViewModel settings, @Nullable Gallery open, Runnable whenDone) {
        Closing closing = new Closing(background, whenDone);
        Settings last = settings.now();
        background.after(WITHIN, closing::end);
        background.run(
                Lane.WORK,
                () -> {
                    try {
                        settings.save(last);
                    } finally {
                        if (open != null) {
                            open.close();
                        }
                    }
                    return last;
                },
                closed -> closing.end(),
                failure -> {
                    LOG.error("while closing", failure);
                    closing.end();
                });
    }

    private void end() {
        if (!done) {
            done = true;
            background.close();
            whenDone.run();
        }
    }
}
