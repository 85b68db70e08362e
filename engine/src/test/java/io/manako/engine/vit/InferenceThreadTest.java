package io.manako.engine.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InferenceThreadTest {
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whatIsUrgentRunsInTheMiddleOfABatchAndBeforeTheNextOne() throws Exception {
        try (InferenceThread thread = new InferenceThread("test")) {
            CountDownLatch inBatch = new CountDownLatch(1);
            CountDownLatch asked = new CountDownLatch(1);
            CompletableFuture<?> first = CompletableFuture.runAsync(() -> thread.background(() -> {
                order.add("batch begins");
                inBatch.countDown();
                asked.await();
                thread.runUrgent();
                order.add("batch ends");
                return null;
            }));
            inBatch.await();
            CompletableFuture<?> second =
                    CompletableFuture.runAsync(() -> thread.background(() -> order.add("next batch")));
            CompletableFuture<?> urgent = CompletableFuture.runAsync(() -> thread.urgent(() -> order.add("urgent")));
            while (!thread.busyWithUser() || !thread.hasUrgent()) {
                Thread.onSpinWait();
            }
            asked.countDown();
            CompletableFuture.allOf(first, second, urgent).join();
        }
        assertThat(order).containsExactly("batch begins", "urgent", "batch ends", "next batch");
    }

    @Test
    void closingWaitsForWhatWasAcceptedAndRefusesMore() throws Exception {
        InferenceThread thread = new InferenceThread("test");
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<?> work = CompletableFuture.runAsync(() -> thread.background(() -> {
            running.countDown();
            go.await();
            return order.add("done");
        }));
        running.await();
        CompletableFuture<?> closing = CompletableFuture.runAsync(thread::close);
        go.countDown();
        closing.join();
        assertThat(order).containsExactly("done");
        work.join();
        assertThatThrownBy(() -> thread.urgent(() -> 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anErrorReachesTheOneWhoAskedAndTheThreadLivesOn() {
        try (InferenceThread thread = new InferenceThread("test")) {
            assertThatThrownBy(() -> thread.urgent(() -> {
                        throw new IllegalArgumentException("bad");
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("bad");
            assertThat(thread.<Integer>urgent(() -> 7)).isEqualTo(7);
        }
    }

    @Test
    void modelsShareAThreadWhichEndsWithTheLastOfThem() {
        InferenceThread first = InferenceThread.shared();
        try (InferenceThread second = InferenceThread.shared()) {
            assertThat(second).isSameAs(first);
            first.close();
            assertThat(second.urgent(() -> 1)).isEqualTo(1);
        }
        assertThatThrownBy(() -> first.urgent(() -> 1)).isInstanceOf(IllegalStateException.class);
        try (InferenceThread next = InferenceThread.shared()) {
            assertThat(next.background(() -> 2)).isEqualTo(2);
        }
    }
}
