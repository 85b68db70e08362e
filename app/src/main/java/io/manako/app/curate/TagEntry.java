package io.manako.app.curate;

import io.manako.app.task.Ticket;
import io.manako.engine.message.Message;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagException;
import io.manako.engine.store.TagName;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** A tag that is being typed, with the known ones that go on from it. For the UI thread. */
final class TagEntry {
    private static final int COMPLETIONS = 50;

    private final TagsViewModel tags;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<@Nullable Message> message = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Tag> completions = FXCollections.observableArrayList();
    private boolean open;
    private Ticket completing = new Ticket();

    TagEntry(TagsViewModel tags) {
        this.tags = tags;
        text.addListener(observable -> {
            message.set(null);
            name();
            complete();
        });
    }

    /** Begins anew. */
    void begin() {
        open = true;
        text.set("");
        message.set(null);
        complete();
    }

    /** Nothing is typed any more. */
    void end() {
        open = false;
        text.set("");
        complete();
    }

    /** Looks the known tags up again. */
    void complete() {
        completing.cancel();
        if (open) {
            completing = tags.complete(text.get(), COMPLETIONS, completions::setAll);
        } else {
            completions.clear();
        }
    }

    /** What is typed, empty where that is nothing, or no name, which is then said. */
    Optional<TagName> name() {
        return isBlank() ? Optional.empty() : name(text.get());
    }

    /** A text as a name, empty where it is none, which is then said. */
    Optional<TagName> name(String typed) {
        try {
            return Optional.of(new TagName(typed));
        } catch (TagException e) {
            refuse(e.wording());
            return Optional.empty();
        }
    }

    /** Says why it cannot be. */
    void refuse(Message why) {
        message.set(why);
    }

    boolean isBlank() {
        return text.get().isBlank();
    }

    StringProperty textProperty() {
        return text;
    }

    /** Why what is typed cannot be, or null. */
    ReadOnlyObjectProperty<@Nullable Message> messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** Known tags that begin with what is typed. */
    ObservableList<Tag> completions() {
        return completions;
    }
}
