package io.manako.app.curate;

import io.manako.app.task.Background;
import io.manako.app.task.Ticket;
import java.time.Duration;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The words to look for as they are typed. They hold once the typing pauses. For the UI thread. */
public final class WordsViewModel {
    /** Half a word is another word or none: results for it would only flicker. */
    private static final Duration SETTLED = Duration.ofMillis(300);

    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");

    private Ticket settling = new Ticket();

    public WordsViewModel(Background background) {
        text.addListener((observable, old, typed) -> {
            settling.cancel();
            settling = background.after(SETTLED, () -> words.set(typed.strip()));
        });
    }

    public StringProperty textProperty() {
        return text;
    }

    /** What holds; any text is understood. */
    public ReadOnlyStringProperty wordsProperty() {
        return words.getReadOnlyProperty();
    }
}
