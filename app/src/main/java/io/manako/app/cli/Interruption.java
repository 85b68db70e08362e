package io.manako.app.cli;

import io.manako.engine.task.CancellationToken;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes Ctrl-C end long work cleanly: the work is asked to stop, and the process lives on until {@link #close()} says
 * that it has stopped and put its things away, 30 seconds at most. Open it before anything that must be closed.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopWork, "interrupted");
    private volatile Runnable cancel = () -> {};
    private volatile boolean interrupted;

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What asks the work to stop; called at once if Ctrl-C came before. */
    void onInterrupt(Runnable cancel) {
        this.cancel = cancel;
        if (interrupted) {
            cancel.run();
        }
    }

    /** A token that Ctrl-C cancels. */
    CancellationToken token() {
        CancellationToken token = new CancellationToken();
        onInterrupt(token::cancel);
        return token;
    }

    private void stopWork() {
        interrupted = true;
        cancel.run();
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is already ending: the hook is what waited for us.
        }
    }
}
