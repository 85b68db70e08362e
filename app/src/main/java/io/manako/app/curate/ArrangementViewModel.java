package io.manako.app.curate;

import io.manako.app.gallery.Gallery;
import io.manako.app.gallery.TagArrangement;
import io.manako.app.settings.Failures;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.engine.message.Message;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagColour;
import io.manako.engine.store.TagException;
import io.manako.engine.store.TagName;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * How tags hang together and look: each change is a step that can be taken back. One tag at a time is edited, with its
 * other names. For the UI thread.
 */
public final class ArrangementViewModel {
    /** A change, or its way back. */
    @FunctionalInterface
    private interface Change {
        void on(TagArrangement tags);
    }

    private final Background background;
    private final CurationHistory history;
    private final ReadOnlyObjectWrapper<@Nullable Message> message = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable Tag> edited = new SimpleObjectProperty<>();
    private final ObservableList<TagName> aliases = FXCollections.observableArrayList();
    private @Nullable Gallery gallery;
    private Runnable onChanged = () -> {};

    /** @param history takes the way back */
    public ArrangementViewModel(Background background, CurationHistory history) {
        this.background = background;
        this.history = history;
        edited.addListener(observable -> readAliases());
    }

    /** The gallery whose tags are arranged from now on. */
    public void use(Gallery opened) {
        gallery = opened;
    }

    /** Called after every change. */
    public void setOnChanged(Runnable work) {
        onChanged = work;
    }

    /** Puts a tag below another, or at the top where that is null. */
    void place(Tag tag, @Nullable TagName parent) {
        TagName before = tag.parent();
        change(tags -> tags.place(tag.name(), parent), tags -> tags.place(tag.name(), before));
    }

    /** Puts the tag that is edited below the one that is typed; at the top where nothing is. */
    void placeEdited(String typed) {
        Tag tag = edited.get();
        if (tag == null) {
            return;
        }
        if (typed.isBlank()) {
            place(tag, null);
        } else {
            withName(typed, parent -> place(tag, parent));
        }
    }

    /** Gives a tag a colour, or none. */
    void colour(Tag tag, @Nullable TagColour colour) {
        TagColour before = tag.colour();
        change(tags -> tags.colour(tag.name(), colour), tags -> tags.colour(tag.name(), before));
    }

    /** Gives the tag that is edited one more name. */
    void addAlias(String typed) {
        Tag tag = edited.get();
        if (tag != null) {
            withName(typed, alias -> change(tags -> tags.addAlias(alias, tag.name()), tags -> tags.removeAlias(alias)));
        }
    }

    /** Takes one of its names from the tag that is edited. */
    void removeAlias(TagName alias) {
        Tag tag = edited.get();
        if (tag != null) {
            change(tags -> tags.removeAlias(alias), tags -> tags.addAlias(alias, tag.name()));
        }
    }

    private void withName(String typed, Consumer<TagName> work) {
        try {
            work.accept(new TagName(typed));
        } catch (TagException e) {
            message.set(e.wording());
        }
    }

    private void change(Change change, Change back) {
        run(change, () -> history.push(() -> run(back, () -> {})));
    }

    private void run(Change change, Runnable done) {
        Gallery from = gallery;
        if (from == null) {
            return;
        }
        message.set(null);
        background.run(
                Lane.QUERY, // one after the other, and before the search that follows
                () -> {
                    change.on(from.arrangement());
                    return from;
                },
                changed -> {
                    done.run();
                    readAgain();
                    onChanged.run();
                },
                failure -> message.set(Failures.message(failure)));
    }

    private void readAgain() {
        Gallery from = gallery;
        Tag tag = edited.get();
        if (from != null && tag != null) {
            background.run(
                    Lane.QUERY,
                    () -> from.tag(tag.name()),
                    found -> {
                        if (edited.get() == tag) {
                            edited.set(found.orElse(null));
                        }
                    },
                    failure -> message.set(Failures.message(failure)));
            readAliases();
        }
    }

    private void readAliases() {
        Gallery from = gallery;
        Tag tag = edited.get();
        if (from == null || tag == null) {
            aliases.clear();
            return;
        }
        background.run(
                Lane.QUERY,
                () -> from.arrangement().aliases(tag.name()),
                (List<TagName> read) -> aliases.setAll(read),
                failure -> message.set(Failures.message(failure)));
    }

    /** The tag that is edited as it is now, or null. */
    ObjectProperty<@Nullable Tag> editedProperty() {
        return edited;
    }

    /** Its other names. */
    ObservableList<TagName> aliases() {
        return aliases;
    }

    /** Why the last change was not made, or null. */
    public ReadOnlyObjectProperty<@Nullable Message> messageProperty() {
        return message.getReadOnlyProperty();
    }
}
