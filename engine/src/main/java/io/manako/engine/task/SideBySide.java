package io.manako.engine.task;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/** Does the same with many things at a time. */
public final class SideBySide {
    private SideBySide() {}

    /**
     * Works on a thread for each core. Where the work or {@code done} throws, nothing more is begun, and what has begun is
     * waited for.
     *
     * @param done given the results by the calling thread, in the order of the things
     * @throws java.util.concurrent.CompletionException around what the work threw
     */
    public static <T, R> void each(List<T> things, Function<T, R> work, Consumer<R> done) {
        // Not the common pool: threads of the caller's own give way to others as much as the caller does.
        try (ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<CompletableFuture<R>> results = things.stream()
                    .map(thing -> CompletableFuture.supplyAsync(() -> work.apply(thing), workers))
                    .toList();
            try {
                results.forEach(result -> done.accept(result.join()));
            } finally {
                // Those that are not done: who has not begun finds it cancelled and does nothing.
                results.forEach(result -> result.cancel(false));
            }
        }
    }
}
