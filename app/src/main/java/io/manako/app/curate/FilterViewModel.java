package io.manako.app.curate;

import io.manako.app.task.Background;
import io.manako.app.task.Ticket;
import io.manako.engine.filter.Filter;
import io.manako.engine.filter.FilterException;
import io.manako.engine.message.Message;
import java.time.Duration;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The filter as it is typed. It holds once the typing pauses; while it cannot be understood, the one before goes on to hold.
 * For the UI thread.
 */
public final class FilterViewModel {
    /** Half a word names another tag or none: results for it would only flicker. */
    private static final Duration SETTLED = Duration.ofMillis(300);

    private final Background background;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Filter> filter = new ReadOnlyObjectWrapper<>(Filter.EVERYTHING);
    private final ReadOnlyObjectWrapper<@Nullable Message> message = new ReadOnlyObjectWrapper<>();

    private Ticket settling = new Ticket();

    public FilterViewModel(Background background) {
        this.background = background;
        text.addListener((observable, old, typed) -> read(typed));
    }

    private void read(String typed) {
        settling.cancel();
        try {
            Filter understood = Filter.parse(typed);
            message.set(null);
            settling = background.after(SETTLED, () -> filter.set(understood));
        } catch (FilterException e) {
            message.set(e.wording());
        }
    }

    public StringProperty textProperty() {
        return text;
    }

    public ReadOnlyObjectProperty<Filter> filterProperty() {
        return filter.getReadOnlyProperty();
    }

    /** Why the text cannot be understood, and where; null where it can. */
    public ReadOnlyObjectProperty<@Nullable Message> messageProperty() {
        return message.getReadOnlyProperty();
    }
}
