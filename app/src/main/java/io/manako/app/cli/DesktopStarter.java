package io.manako.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens the window, or brings that of a running Manako to the front. */
@FunctionalInterface
public interface DesktopStarter {
    /**
     * Returns when the window is closed, or at once where another process has it.
     *
     * @param photo to search with, or null
     * @return exit code
     */
    int start(Console console, @Nullable Path photo);
}
