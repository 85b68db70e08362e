package io.manako.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    private static final List<Integer> THINGS = IntStream.range(0, 400).boxed().toList();

    private final AtomicInteger worked = new AtomicInteger();

    private int work(int thing) {
        worked.incrementAndGet();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        return -thing;
    }

    @Test
    void resultsComeInTheOrderOfTheThings() {
        List<Integer> results = new ArrayList<>();

        SideBySide.each(THINGS, this::work, results::add);

        assertThat(results)
                .containsExactlyElementsOf(THINGS.stream().map(n -> -n).toList());
    }

    @Test
    void afterAFailureNothingMoreIsBegun() {
        assertThatThrownBy(() -> SideBySide.each(
                        THINGS,
                        thing -> {
                            if (thing == 0) {
                                throw new IllegalStateException("the first");
                            }
                            return work(thing);
                        },
                        result -> {}))
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("the first");
        assertThat(worked).hasValueLessThan(THINGS.size() / 2);
    }

    @Test
    void norWhereTheCallerHasSeenEnough() {
        assertThatThrownBy(() -> SideBySide.each(THINGS, this::work, result -> {
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(worked).hasValueLessThan(THINGS.size() / 2);
    }
}
