package io.manako.app.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.task.Background.Lane;
import io.manako.engine.task.Niceness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

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
    @EnabledOnOs(OS.LINUX)
    void onlyWhatAUserWaitsForTakesACoreFromTheWindow() throws Exception {
        Map<Lane, String> nice = new EnumMap<>(Lane.class);
        try (Background desktop = Background.desktop()) {
            for (Lane lane : Lane.values()) {
                nice.put(
                        lane,
                        CompletableFuture.supplyAsync(BackgroundTest::nice, desktop.lane(lane))
                                .get());
            }
        }
        assertThat(nice.remove(Lane.QUERY)).isEqualTo(nice());
        assertThat(nice.remove(Lane.PICTURES)).isEqualTo(nice());
        assertThat(nice.remove(Lane.GLANCE)).isEqualTo(String.valueOf(Niceness.LAST));
        assertThat(nice.values()).containsOnly(String.valueOf(Niceness.LATER));
    }

    /** Of the calling thread: the 19th field of proc_pid_stat(5), the 17th behind the name. */
    private static String nice() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
