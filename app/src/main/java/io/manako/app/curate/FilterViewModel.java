package io.manako.app.curate;

import io.manako.engine.filter.Filter;
import io.manako.engine.filter.FilterException;
import io.manako.engine.message.Message;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** The filter as it is typed. While it cannot be understood, the last one that could be holds. For the UI thread. */
public final class FilterViewModel {
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Filter> filter = new ReadOnlyObjectWrapper<>(Filter.EVERYTHING);
    private final ReadOnlyObjectWrapper<@Nullable Message> message = new ReadOnlyObjectWrapper<>();

    public FilterViewModel() {
        text.addListener((observable, old, typed) -> read(typed));
    }

    private void read(String typed) {
        try {
            filter.set(Filter.parse(typed));
            message.set(null);
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
