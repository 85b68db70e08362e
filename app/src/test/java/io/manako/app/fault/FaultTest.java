package io.manako.app.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.message.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTest {
    private final List<Message> told = new ArrayList<>();
    private final FaultViewModel faults = new FaultViewModel(told::add);

    private static Throwable here(String message) {
        return new IllegalStateException(message);
    }

    private static Throwable there() {
        return new IllegalStateException("another place");
    }

    @Test
    void theCodeIsOfThePlaceAndNotOfTheMessage() {
        assertThat(Fault.of(here("a.jpg")).code())
                .matches("M-[0-9A-HJKMNP-TV-Z]{5}")
                .isEqualTo(Fault.of(here("b.jpg")).code())
                .isNotEqualTo(Fault.of(there()).code())
                .isNotEqualTo(Fault.of(new RuntimeException(here("a.jpg"))).code());
    }

    @Test
    void aRingOfCausesHasACodeToo() {
        Throwable one = here("one");
        Throwable two = new IllegalStateException(one);
        one.initCause(two);
        assertThat(Fault.of(one).code()).startsWith("M-");
    }

    @Test
    void oneIsShownAtATimeAndEachOnce() {
        Throwable first = here("first");
        faults.meet(first);
        assertThat(faults.shownProperty().get().failure()).isSameAs(first);
        faults.meet(there());
        for (int i = 0; i < 100; i++) {
            faults.meet(first);
        }
        assertThat(faults.shownProperty().get().failure()).isSameAs(first);
        assertThat(told)
                .containsExactly(Message.of("fault.again", Fault.of(first).code()));

        faults.dismiss();
        faults.meet(first);
        assertThat(faults.shownProperty().get()).isNull();
        faults.meet(new ArithmeticException());
        assertThat(faults.shownProperty().get().failure()).isInstanceOf(ArithmeticException.class);
    }
}
