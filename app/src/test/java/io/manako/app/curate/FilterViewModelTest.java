package io.manako.app.curate;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.task.Background;
import io.manako.engine.filter.Filter;
import io.manako.engine.message.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class FilterViewModelTest {
    private final Deque<Runnable> pauses = new ArrayDeque<>();
    private final FilterViewModel filter = new FilterViewModel(Background.on(pauses::add, Runnable::run));

    private void type(String text) {
        filter.textProperty().set(text);
    }

    private void pause() {
        while (!pauses.isEmpty()) {
            pauses.remove().run();
        }
    }

    @Test
    void whatIsTypedIsTheFilterOnceTheTypingPauses() {
        type("lamp");
        pause();
        assertThat(filter.filterProperty().get()).isEqualTo(new Filter.Tagged("lamp", false));
        type(" ");
        pause();
        assertThat(filter.filterProperty().get()).isEqualTo(Filter.EVERYTHING);
    }

    @Test
    void halfAWordIsNotSearchedFor() {
        List<Filter> seen = new ArrayList<>();
        filter.filterProperty().addListener((observable, old, now) -> seen.add(now));
        for (String text : new String[] {"l", "la", "lam", "lamp", "lamp ", "lamp N", "lamp NO", "lamp NOT"}) {
            type(text);
        }
        pause();
        assertThat(seen).isEmpty();
        type("lamp NOT (red)");
        pause();
        assertThat(seen).hasSize(1);
    }

    @Test
    void halfAFilterSaysAtOnceWhatIsMissingAndTheOneBeforeHolds() {
        type("lamp");
        pause();
        type("lamp (");
        assertThat(filter.messageProperty().get())
                .isNotNull()
                .extracting(Message::english, InstanceOfAssertFactories.STRING)
                .contains("at character 7");
        pause();
        assertThat(filter.filterProperty().get()).isEqualTo(new Filter.Tagged("lamp", false));
        type("lamp (red)");
        assertThat(filter.messageProperty().get()).isNull();
    }
}
