package io.manako.engine.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.vit.InferenceThread.Urgency;
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
            CompletableFuture<?> first = CompletableFuture.runAsync(() -> thread.run(Urgency.BACKGROUND, () -> {
                order.add("batch begins");
                inBatch.countDown();
                asked.await();
                thread.giveWay(Urgency.BACKGROUND);
                order.add("batch ends");
                return null;
            }));
            inBatch.await();
            CompletableFuture<?> second =
                    CompletableFuture.runAsync(() -> thread.run(Urgency.BACKGROUND, () -> order.add("next batch")));
            CompletableFuture<?> urgent =
                    CompletableFuture.runAsync(() -> thread.run(Urgency.QUERY, () -> order.add("urgent")));
            while (!thread.busyWithUser() || !thread.waits(Urgency.QUERY)) {
                Thread.onSpinWait();
            }
            asked.countDown();
            CompletableFuture.allOf(first, second, urgent).join();
        }
        assertThat(order).containsExactly("batch begins", "urgent", "batch ends", "next batch");
    }

    @Test
    void aQueryRunsInTheMiddleOfAnExplanationButNotTheOtherWayRound() throws Exception {
        try (InferenceThread thread = new InferenceThread("test")) {
            CountDownLatch explaining = new CountDownLatch(1);
            CountDownLatch asked = new CountDownLatch(1);
            CompletableFuture<?> explanation = CompletableFuture.runAsync(() -> thread.run(Urgency.EXPLANATION, () -> {
                order.add("explanation begins");
                explaining.countDown();
                asked.await();
                thread.giveWay(Urgency.EXPLANATION);
                return order.add("explanation ends");
            }));
            explaining.await();
            CompletableFuture<?> second = CompletableFuture.runAsync(
                    () -> thread.run(Urgency.EXPLANATION, () -> order.add("next explanation")));
            CompletableFuture<?> query = CompletableFuture.runAsync(() -> thread.run(Urgency.QUERY, () -> {
                order.add("query begins");
                thread.giveWay(Urgency.QUERY);
                return order.add("query ends");
            }));
            while (!thread.waits(Urgency.EXPLANATION) || !thread.waits(Urgency.QUERY)) {
                Thread.onSpinWait();
            }
            asked.countDown();
            CompletableFuture.allOf(explanation, second, query).join();
        }
        assertThat(order)
                .containsExactly(
                        "explanation begins", "query begins", "query ends", "explanation ends", "next explanation");
    }

    @Test
    void closingWaitsForWhatWasAcceptedAndRefusesMore() throws Exception {
        InferenceThread thread = new InferenceThread("test");
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<?> work = CompletableFuture.runAsync(() -> thread.run(Urgency.BACKGROUND, () -> {
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
        assertThatThrownBy(() -> thread.run(Urgency.QUERY, () -> 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anErrorReachesTheOneWhoAskedAndTheThreadLivesOn() {
        try (InferenceThread thread = new InferenceThread("test")) {
            assertThatThrownBy(() -> thread.run(Urgency.QUERY, () -> {
                        throw new IllegalArgumentException("bad");
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("bad");
            assertThat(thread.<Integer>run(Urgency.QUERY, () -> 7)).isEqualTo(7);
        }
    }

    @Test
    void modelsShareAThreadWhichEndsWithTheLastOfThem() {
        InferenceThread first = InferenceThread.shared();
        try (InferenceThread second = InferenceThread.shared()) {
            assertThat(second).isSameAs(first);
            first.close();
            assertThat(second.run(Urgency.QUERY, () -> 1)).isEqualTo(1);
        }
        assertThatThrownBy(() -> first.run(Urgency.QUERY, () -> 1)).isInstanceOf(IllegalStateException.class);
        try (InferenceThread next = InferenceThread.shared()) {
            assertThat(next.run(Urgency.BACKGROUND, () -> 2)).isEqualTo(2);
        }
    }
}
