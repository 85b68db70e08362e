package io.manako.app.cli;

import io.manako.engine.task.CancellationToken;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes an interrupt, such as Ctrl-C, end long work cleanly: the work is asked to stop, and whoever interrupted is kept
 * waiting until {@link #close()} says that it has stopped and put its things away, 30 seconds at most. Open it before
 * anything that must be closed.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Interrupts.Listening listening;
    private volatile Runnable cancel = () -> {};
    private volatile boolean interrupted;

    Interruption(Console console) {
        listening = console.host().interrupts().listen(this::stopWork);
    }

    /** What asks the work to stop; called at once if the interrupt came before. */
    void onInterrupt(Runnable cancel) {
        this.cancel = cancel;
        if (interrupted) {
            cancel.run();
        }
    }

    /** A token that an interrupt cancels. */
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
        listening.close();
    }
}
