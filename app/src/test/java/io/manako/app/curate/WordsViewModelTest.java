package io.manako.app.curate;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.task.Background;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class WordsViewModelTest {
    private final Deque<Runnable> pauses = new ArrayDeque<>();
    private final WordsViewModel words = new WordsViewModel(Background.on(pauses::add, Runnable::run));

    @Test
    void whatIsTypedHoldsOnceTheTypingPauses() {
        words.textProperty().set("la");
        words.textProperty().set(" lamp (");
        assertThat(words.wordsProperty().get()).isEmpty();
        while (!pauses.isEmpty()) {
            pauses.remove().run();
        }
        assertThat(words.wordsProperty().get()).isEqualTo("lamp (");
    }
}
