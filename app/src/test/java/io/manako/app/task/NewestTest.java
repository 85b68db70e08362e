package io.manako.app.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.task.Background.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestTest {
    private final Deque<Runnable> worker = new ArrayDeque<>();
    private final Deque<Runnable> ui = new ArrayDeque<>();
    private final List<Integer> worked = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private final Newest<Integer, String> newest = new Newest<>(
            Background.on(ui::add, worker::add),
            Lane.QUERY,
            request -> {
                worked.add(request);
                if (request < 0) {
                    throw new IllegalArgumentException("negative");
                }
                return "answer " + request;
            },
            shown::add,
            failure -> shown.add("failed: " + failure.getMessage()));

    private static void drain(Deque<Runnable> queue) {
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
    }

    @Test
    void aHundredRequestsWhileOneRunsAreOneRunningAndOneWaiting() {
        newest.ask(0);
        worker.remove().run();
        for (int i = 1; i <= 100; i++) {
            newest.ask(i);
            assertThat(worker).hasSizeLessThanOrEqualTo(1);
        }
        drain(worker);
        drain(ui);
        assertThat(worked).containsExactly(0, 100);
        assertThat(shown).containsExactly("answer 100");
    }

    @Test
    void whatIsKnownEarlyIsShownUntilTheAnswerIsThere() {
        List<String> seen = new ArrayList<>();
        Newest<Integer, String> twice = new Newest<>(
                Background.on(ui::add, worker::add),
                Lane.QUERY,
                (request, early) -> {
                    early.accept("perhaps " + request);
                    return "answer " + request;
                },
                seen::add,
                failure -> seen.add("failed"));
        twice.ask(1);
        drain(worker);
        drain(ui);
        assertThat(seen).containsExactly("perhaps 1", "answer 1");
        twice.ask(2);
        drain(worker);
        twice.forget();
        drain(ui);
        assertThat(seen).as("overtaken").hasSize(2);
    }

    @Test
    void anAnswerThatWasOvertakenOnItsWayIsNotShown() {
        newest.ask(1);
        drain(worker);
        newest.ask(2);
        drain(ui);
        assertThat(shown).isEmpty();
        drain(worker);
        drain(ui);
        assertThat(shown).containsExactly("answer 2");
    }

    @Test
    void aFailureOfAnOldRequestIsNotShownEither() {
        newest.ask(-1);
        drain(worker);
        newest.ask(2);
        drain(worker);
        drain(ui);
        assertThat(shown).containsExactly("answer 2");
    }

    @Test
    void aFailureOfTheNewestIsShownAndTheNextRequestWorks() {
        newest.ask(-1);
        drain(worker);
        drain(ui);
        newest.ask(3);
        drain(worker);
        drain(ui);
        assertThat(shown).containsExactly("failed: negative", "answer 3");
    }

    @Test
    void whatIsForgottenNeitherRunsNorShows() {
        newest.ask(1);
        newest.forget();
        drain(worker);
        drain(ui);
        assertThat(worked).isEmpty();
        assertThat(shown).isEmpty();
    }
}
