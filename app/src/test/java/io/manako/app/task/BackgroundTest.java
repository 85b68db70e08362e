package io.manako.app.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.task.Background.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private final Deque<Runnable> worker = new ArrayDeque<>();
    private final Deque<Runnable> ui = new ArrayDeque<>();
    private final Background background = Background.on(ui::add, worker::add);
    private final List<String> heard = new ArrayList<>();

    @Test
    void aResultComesBackOnTheUiThread() {
        background.run(Lane.WORK, () -> "done", heard::add, failure -> heard.add("failed"));
        worker.remove().run();
        assertThat(heard).isEmpty();
        ui.remove().run();
        assertThat(heard).containsExactly("done");
    }

    @Test
    void aCancelledTicketIsNotHeardOfEvenAfterTheWork() {
        Ticket ticket = background.run(Lane.WORK, () -> "done", heard::add, failure -> heard.add("failed"));
        worker.remove().run();
        ticket.cancel();
        ui.remove().run();
        assertThat(heard).isEmpty();
    }

    @Test
    void workCancelledBeforeItBeganNeverBegins() {
        List<String> begun = new ArrayList<>();
        background
                .run(Lane.PICTURES, () -> begun.add("x"), done -> {}, failure -> {})
                .cancel();
        worker.remove().run();
        assertThat(begun).isEmpty();
        assertThat(ui).isEmpty();
    }

    @Test
    void manyReportsAreOneDeliveryOfTheNewest() {
        Consumer<String> reports = background.newestOnUi(heard::add);
        for (int i = 0; i < 1000; i++) {
            reports.accept("report " + i);
        }
        assertThat(ui).hasSize(1);
        ui.remove().run();
        assertThat(heard).containsExactly("report 999");
        reports.accept("again");
        ui.remove().run();
        assertThat(heard).endsWith("again");
    }
}
