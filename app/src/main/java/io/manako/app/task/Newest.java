package io.manako.app.task;

import io.manako.app.task.Background.Lane;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers the newest of many requests: at most one runs and one waits, and an answer to a request that is no longer the
 * newest is dropped, never shown. {@link #ask} and {@link #forget} belong to the UI thread.
 *
 * @param <Q> request
 * @param <A> answer
 */
public final class Newest<Q, A> {
    /** Blocking work from a request to its answer. */
    @FunctionalInterface
    public interface Work<Q, A> {
        A answer(Q request) throws Exception;
    }

    /** Work that has something to show before it ends. */
    @FunctionalInterface
    public interface Steps<Q, A> {
        /** @param early given answers that the one returned will replace */
        A answer(Q request, Consumer<A> early) throws Exception;
    }

    private record Asked<Q>(Q request, long number) {}

    private final Background background;
    private final Lane lane;
    private final Steps<Q, A> work;
    private final Consumer<? super A> onAnswer;
    private final Consumer<? super Exception> onFailure;

    private long newest; // UI thread only
    private @Nullable Asked<Q> waiting; // guarded by this
    private boolean running; // guarded by this

    public Newest(
            Background background,
            Lane lane,
            Work<Q, A> work,
            Consumer<? super A> onAnswer,
            Consumer<? super Exception> onFailure) {
        this(background, lane, (request, early) -> work.answer(request), onAnswer, onFailure);
    }

    /** @param onAnswer also given early answers */
    public Newest(
            Background background,
            Lane lane,
            Steps<Q, A> work,
            Consumer<? super A> onAnswer,
            Consumer<? super Exception> onFailure) {
        this.background = background;
        this.lane = lane;
        this.work = work;
        this.onAnswer = onAnswer;
        this.onFailure = onFailure;
    }

    /** Replaces the request that waits, if there is one, and outdates the one that runs. */
    public void ask(Q request) {
        newest++;
        synchronized (this) {
            waiting = new Asked<>(request, newest);
            if (running) {
                return;
            }
            running = true;
        }
        schedule();
    }

    /** Outdates every request so far. */
    public void forget() {
        newest++;
        synchronized (this) {
            waiting = null;
        }
    }

    private void schedule() {
        try {
            background.lane(lane).execute(this::runOne);
        } catch (RejectedExecutionException closing) {
            synchronized (this) {
                running = false;
                waiting = null;
            }
        }
    }

    private void runOne() {
        Asked<Q> asked;
        synchronized (this) {
            asked = waiting;
            waiting = null;
            if (asked == null) {
                running = false;
                return;
            }
        }
        long number = asked.number();
        try {
            A last = work.answer(asked.request(), answer -> show(number, answer));
            show(number, last);
        } catch (Exception | LinkageError | OutOfMemoryError e) {
            background.onUi(() -> deliver(number, () -> onFailure.accept(Background.asException(e))));
        }
        // One request per turn, so that opening another photo on the same lane gets its turn between two searches.
        schedule();
    }

    private void show(long number, A answer) {
        background.onUi(() -> deliver(number, () -> onAnswer.accept(answer)));
    }

    private void deliver(long number, Runnable delivery) {
        if (number == newest) {
            delivery.run();
        }
    }
}
