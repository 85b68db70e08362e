package io.manako.app.curate;

import io.manako.app.gallery.CollectionShelf;
import io.manako.app.gallery.Gallery;
import io.manako.app.settings.Failures;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.CollectionCount;
import io.manako.engine.store.CollectionException;
import io.manako.engine.store.CollectionName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The collections, and photos that are put into one or taken out; each change can be taken back. For the UI thread. */
public final class CollectionsViewModel {
    /** A change, or its way back. */
    @FunctionalInterface
    private interface Change {
        void on(CollectionShelf shelf);
    }

    /** A change that says how it is taken back, null where nothing has changed. */
    @FunctionalInterface
    private interface Step {
        @Nullable
        Change on(CollectionShelf shelf);
    }

    private record Changed(
            List<CollectionCount> all, @Nullable Change back) {}

    private final Background background;
    private final Steps steps;
    private final ObservableList<CollectionCount> entries = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable CollectionCount> selected = new SimpleObjectProperty<>();
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<@Nullable Message> message = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper renaming = new ReadOnlyBooleanWrapper();
    private List<PhotoId> photos = List.of();
    private @Nullable Gallery gallery;
    private Runnable onChanged = () -> {};

    /** @param history takes the way back */
    public CollectionsViewModel(Background background, CurationHistory history) {
        this.background = background;
        this.steps = new Steps(history);
        text.addListener(observable -> message.set(null));
    }

    /** The gallery whose photos are collected from now on. */
    public void use(Gallery opened) {
        gallery = opened;
    }

    /** Called after every change. */
    public void setOnChanged(Runnable work) {
        onChanged = work;
    }

    /** Begins with photos to be put in or taken out, perhaps none. */
    public void begin(List<PhotoId> chosen) {
        photos = List.copyOf(chosen);
        steps.restart();
        renaming.set(false);
        text.set("");
        message.set(null);
        step(shelf -> null, () -> {});
    }

    /** How many photos are to be put in or taken out. */
    int photos() {
        return photos.size();
    }

    /** Puts the photos into the collection that is typed, or gives the one that is being renamed its name. */
    void commit() {
        CollectionName name;
        try {
            name = new CollectionName(text.get());
        } catch (CollectionException e) {
            message.set(e.wording());
            return;
        }
        CollectionCount chosen = selected.get();
        if (renaming.get() && chosen != null) {
            CollectionName old = chosen.name();
            step(
                    shelf -> {
                        shelf.rename(old, name);
                        return back -> back.rename(name, old);
                    },
                    () -> {
                        renaming.set(false);
                        text.set("");
                        select(name);
                    });
        } else {
            add(name);
        }
    }

    /** Puts the photos into the collection that is selected. */
    void addToSelected() {
        withSelected(this::add);
    }

    private void add(CollectionName name) {
        List<PhotoId> chosen = photos;
        step(
                shelf -> {
                    Optional<List<PhotoId>> before = shelf.add(name, chosen);
                    if (before.isEmpty()) {
                        return back -> back.remove(name);
                    }
                    List<PhotoId> held = before.get();
                    return new HashSet<>(held).containsAll(chosen) ? null : back -> back.put(name, held);
                },
                () -> {
                    text.set("");
                    select(name);
                });
    }

    /** Takes the photos out of the collection that is selected. */
    void takeOutOfSelected() {
        List<PhotoId> chosen = photos;
        withSelected(name -> step(
                shelf -> {
                    List<PhotoId> held = shelf.takeOut(name, chosen);
                    return held.stream().noneMatch(chosen::contains) ? null : back -> back.put(name, held);
                },
                () -> {}));
    }

    /** The next name that is typed is for the collection that is selected. */
    void beginRenaming() {
        withSelected(name -> {
            renaming.set(true);
            text.set(name.text());
        });
    }

    /** Forgets the collection that is selected; its photos stay. */
    void delete() {
        withSelected(name -> step(
                shelf -> {
                    List<PhotoId> held = shelf.remove(name);
                    return back -> back.put(name, held);
                },
                () -> {}));
    }

    private void withSelected(Consumer<CollectionName> work) {
        CollectionCount chosen = selected.get();
        if (chosen != null) {
            work.accept(chosen.name());
        }
    }

    private void step(Step step, Runnable done) {
        Gallery from = gallery;
        if (from == null) {
            return;
        }
        message.set(null);
        background.run(
                Lane.QUERY, // one after the other, and before the search that follows
                () -> {
                    CollectionShelf shelf = from.collections();
                    Change back = step.on(shelf);
                    return new Changed(shelf.all(), back);
                },
                changed -> {
                    show(changed.all());
                    done.run();
                    Change back = changed.back();
                    if (back != null) {
                        steps.push(() -> step(
                                shelf -> {
                                    back.on(shelf);
                                    return null;
                                },
                                onChanged));
                        onChanged.run();
                    }
                },
                failure -> message.set(Failures.message(failure)));
    }

    private void show(List<CollectionCount> all) {
        CollectionCount before = selected.get();
        if (!entries.equals(all)) {
            entries.setAll(all);
        }
        if (before != null) {
            select(before.name());
        }
    }

    private void select(CollectionName name) {
        selected.set(entries.stream()
                .filter(entry -> entry.name().key().equals(name.key()))
                .findFirst()
                .orElse(null));
    }

    /** Takes back the last change that was made since this began. */
    void undo() {
        steps.undo();
    }

    ReadOnlyBooleanProperty canUndoProperty() {
        return steps.canUndoProperty();
    }

    /** Every collection with its photos counted, in the order of the names. */
    ObservableList<CollectionCount> entries() {
        return entries;
    }

    ObjectProperty<@Nullable CollectionCount> selectedProperty() {
        return selected;
    }

    /** The name that is typed. */
    StringProperty textProperty() {
        return text;
    }

    /** Whether the name that is typed is for the collection that is selected. */
    ReadOnlyBooleanProperty renamingProperty() {
        return renaming.getReadOnlyProperty();
    }

    /** Why the last change was not made, or null. */
    ReadOnlyObjectProperty<@Nullable Message> messageProperty() {
        return message.getReadOnlyProperty();
    }
}
