package io.manako.app.curate;

import io.manako.app.gallery.Gallery;
import io.manako.app.gallery.QuerySession;
import io.manako.app.gallery.SavedQuery;
import io.manako.app.gallery.SearchShelf;
import io.manako.app.query.QueryViewModel;
import io.manako.app.settings.Failures;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.engine.message.Message;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.store.SavedSearch;
import io.manako.engine.store.SavedSearchException;
import io.manako.engine.store.SearchName;
import java.util.function.Consumer;
import java.util.function.Function;
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

/** The searches kept under names: saved, listed with their new matches, asked again, renamed, deleted. For the UI thread. */
public final class SavedSearchesViewModel {
    /** Best hits among which new ones count: in a ranking of all photos every photo is somewhere. */
    static final int MATCHES = 50;

    /**
     * A search of the list.
     *
     * @param fresh matches that are new since the last time, or −1 while they are counted or cannot be
     */
    public record Entry(SearchName name, int fresh) {}

    private final Background background;
    private final Steps steps;
    private final QueryViewModel query;
    private final Consumer<SavedQuery> ask;
    private final Consumer<Message> tell;
    private final ObservableList<Entry> entries = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Entry> selected = new SimpleObjectProperty<>();
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper renaming = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Message> message = new ReadOnlyObjectWrapper<>();
    private @Nullable Gallery gallery;

    /**
     * @param query what is asked now, to be saved
     * @param ask shows a search that is asked again
     * @param tell takes what was done, for the user
     */
    public SavedSearchesViewModel(
            Background background,
            CurationHistory history,
            QueryViewModel query,
            Consumer<SavedQuery> ask,
            Consumer<Message> tell) {
        this.background = background;
        this.steps = new Steps(history);
        this.query = query;
        this.ask = ask;
        this.tell = tell;
    }

    /** The gallery whose searches these are from now on. */
    public void use(Gallery opened) {
        gallery = opened;
        refresh();
    }

    /** Reads the list again and counts anew what is new: photos may have come, or another hand may have changed it. */
    public void refresh() {
        work(SearchShelf::names, names -> {
            entries.setAll(
                    names.stream().map(name -> new Entry(name, known(name))).toList());
            selected.set(null);
            names.forEach(this::count);
        });
    }

    private int known(SearchName name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .mapToInt(Entry::fresh)
                .findFirst()
                .orElse(-1);
    }

    private void count(SearchName name) {
        Gallery from = gallery;
        if (from != null) {
            background.run(
                    Lane.WORK,
                    () -> from.searches().countNew(name),
                    fresh -> put(name, fresh),
                    failure -> put(name, -1)); // damaged: who asks it is told so
        }
    }

    private void put(SearchName name, int fresh) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).name().equals(name)) {
                Entry counted = new Entry(name, fresh);
                boolean wasSelected = entries.get(i).equals(selected.get());
                entries.set(i, counted);
                if (wasSelected) {
                    selected.set(counted);
                }
            }
        }
    }

    /** One thing after the other, and in turn with searches. */
    private <T> void work(Function<SearchShelf, T> work, Consumer<T> done) {
        Gallery from = gallery;
        if (from != null) {
            background.run(
                    Lane.QUERY,
                    () -> work.apply(from.searches()),
                    done,
                    failure -> message.set(Failures.message(failure)));
        }
    }

    /** @param work returns what follows on the UI thread */
    private void change(Function<SearchShelf, Runnable> work, Message done) {
        work(work, after -> {
            after.run();
            message.set(done);
            tell.accept(done);
            refresh();
        });
    }

    /** Begins a visit: nothing is typed, nothing was said, and nothing can be taken back. */
    public void begin() {
        clear();
        steps.restart();
    }

    private void clear() {
        text.set("");
        renaming.set(false);
        message.set(null);
    }

    /** Makes the text the selected search's name, to be changed. */
    public void beginRenaming() {
        Entry entry = selected.get();
        if (entry != null) {
            text.set(entry.name().text());
            renaming.set(true);
        }
    }

    /** Does what the text is for: saves what is asked now under it, or renames the selected search. */
    public void commit() {
        message.set(null);
        SearchName name;
        try {
            name = new SearchName(text.get());
        } catch (SavedSearchException e) {
            message.set(e.wording());
            return;
        }
        Entry entry = selected.get();
        if (renaming.get() && entry != null) {
            rename(entry.name(), name);
        } else {
            save(name);
        }
    }

    private void save(SearchName name) {
        SearchRequest request = query.request(MATCHES);
        if (request == null) {
            message.set(Message.of("saved.nothing-asked"));
            return;
        }
        QuerySession photo = query.sessionProperty().get();
        change(
                shelf -> {
                    shelf.save(name, photo, request);
                    return () -> text.set("");
                },
                Message.of("saved.saved", name));
    }

    private void rename(SearchName from, SearchName to) {
        rename(from, to, () -> {
            clear();
            steps.push(() -> rename(to, from, () -> {}));
        });
    }

    private void rename(SearchName from, SearchName to, Runnable after) {
        change(
                shelf -> {
                    shelf.rename(from, to);
                    return after;
                },
                Message.of("saved.renamed", from, to));
    }

    /** Forgets the selected search, as a step that can be taken back. */
    public void delete() {
        Entry entry = selected.get();
        if (entry != null) {
            clear();
            change(
                    shelf -> {
                        SavedSearch deleted = shelf.delete(entry.name());
                        return () -> steps.push(() -> restore(deleted));
                    },
                    Message.of("saved.deleted", entry.name()));
        }
    }

    private void restore(SavedSearch deleted) {
        change(
                shelf -> {
                    shelf.restore(deleted);
                    return () -> {};
                },
                Message.of("saved.restored", deleted.name()));
    }

    /** Takes the last deletion or renaming of this visit back. */
    public void undo() {
        steps.undo();
    }

    public ReadOnlyBooleanProperty canUndoProperty() {
        return steps.canUndoProperty();
    }

    /**
     * Asks the selected search again; its hits count as looked at.
     *
     * @param asked called when it is asked; not where it cannot be
     */
    public void run(Runnable asked) {
        Entry entry = selected.get();
        Gallery from = gallery;
        if (entry == null || from == null) {
            return;
        }
        message.set(null);
        work(
                shelf -> {
                    SavedQuery opened = shelf.open(entry.name());
                    if (!from.readOnly()) {
                        shelf.looked(entry.name());
                    }
                    return opened;
                },
                opened -> {
                    ask.accept(opened);
                    Message notice = opened.notice();
                    if (notice != null) {
                        tell.accept(notice);
                    }
                    put(entry.name(), 0);
                    asked.run();
                });
    }

    public ObservableList<Entry> entries() {
        return FXCollections.unmodifiableObservableList(entries);
    }

    /** The search that {@link #run}, {@link #delete} and {@link #beginRenaming} are about. */
    public ObjectProperty<@Nullable Entry> selectedProperty() {
        return selected;
    }

    /** What is typed: a name. */
    public StringProperty textProperty() {
        return text;
    }

    /** Whether the name is the selected search's new one. */
    public ReadOnlyBooleanProperty renamingProperty() {
        return renaming.getReadOnlyProperty();
    }

    /** What was done or went wrong, or null. */
    public ReadOnlyObjectProperty<@Nullable Message> messageProperty() {
        return message.getReadOnlyProperty();
    }
}
