package io.manako.app.cli;

/** Tells a command that its user wants it to stop: by Ctrl-C, or from another process. */
@FunctionalInterface
public interface Interrupts {
    /** Ctrl-C and other ends of this process, which waits for {@code stop} to return. */
    Interrupts OF_PROCESS = stop -> {
        Thread hook = new Thread(stop, "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is already ending: the hook is what waited for us.
            }
        };
    };

    /**
     * Listens.
     *
     * @param stop called at an interrupt, on a thread that may be kept waiting; at once where it came before
     * @return ends the listening
     */
    Listening listen(Runnable stop);

    /** Ends the listening. */
    @FunctionalInterface
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
