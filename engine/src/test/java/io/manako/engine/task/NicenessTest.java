package io.manako.engine.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class NicenessTest {
    @Test
    void aThreadGivesWayAndThoseThatItStartsAndNobodyElse() throws Exception {
        List<Integer> seen = new ArrayList<>();
        int mine = ThreadStat.nice();
        Thread thread = new Thread(() -> {
            assertThat(Niceness.giveWay(Niceness.LATER)).isTrue();
            seen.add(ThreadStat.nice());
            Thread child = new Thread(() -> seen.add(ThreadStat.nice()));
            child.start();
            join(child);
        });
        thread.start();
        join(thread);
        assertThat(seen).containsExactly(Niceness.LATER, Niceness.LATER);
        assertThat(ThreadStat.nice()).isEqualTo(mine);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
