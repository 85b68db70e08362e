package io.manako.app.library;

import io.manako.app.gallery.Gallery;
import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.gallery.Problem;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Newest;
import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The photos to choose from: all, or those of one folder; and the files that could not be taken in. For the UI thread. */
public final class LibraryViewModel {
    /** What the library's pane has to show. */
    public enum State {
        /** The model and the library are being opened. */
        LOADING,
        /** No folder was opened yet. */
        NO_FOLDER,
        /** The folder has no photo, or none yet. */
        NO_PHOTOS,
        PHOTOS,
        /** The library could not be opened. */
        FAILED
    }

    private record Contents(
            List<Path> folders,
            List<GalleryPhoto> photos,
            Map<PhotoId, LocalDateTime> dates,
            List<Problem> problems,
            Map<String, Integer> skipped) {
        static Contents of(Gallery from) {
            List<GalleryPhoto> photos = from.photos();
            Map<PhotoId, LocalDateTime> dates = new HashMap<>();
            for (GalleryPhoto photo : photos) {
                if (photo.taken() != null) {
                    dates.put(photo.id(), photo.taken());
                }
            }
            return new Contents(from.folders(), photos, dates, from.problems(), from.skippedFormats());
        }
    }

    private final IndexingViewModel indexing;
    private final Newest<Gallery, Contents> reader;
    private final ObservableList<Path> folders = FXCollections.observableArrayList();
    private final ObservableList<GalleryPhoto> photos = FXCollections.observableArrayList();
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Map<String, Integer>> skipped = new ReadOnlyObjectWrapper<>(Map.of());
    private final ObjectProperty<@Nullable Path> folder = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
    private final ReadOnlyObjectWrapper<Map<PhotoId, LocalDateTime>> dates = new ReadOnlyObjectWrapper<>(Map.of());
    private List<GalleryPhoto> all = List.of();
    private boolean failed;
    private @Nullable Gallery gallery;

    public LibraryViewModel(Background background, IndexingViewModel indexing, Consumer<? super Exception> onFailure) {
        this.indexing = indexing;
        this.reader = new Newest<>(background, Lane.WORK, Contents::of, this::onContents, onFailure);
        folder.addListener(observable -> filter());
    }

    public void use(Gallery opened) {
        gallery = opened;
        refresh();
    }

    /** The library cannot be opened: its pane says so. */
    public void fail() {
        failed = true;
        filter();
    }

    /** Reads the lists again. */
    public void refresh() {
        Gallery from = gallery;
        if (from != null) {
            reader.ask(from);
        }
    }

    private void onContents(Contents contents) {
        for (Path known : contents.folders()) {
            if (!folders.contains(known)) {
                folders.add(known);
            }
        }
        all = contents.photos();
        dates.set(contents.dates());
        if (!problems.equals(contents.problems())) {
            problems.setAll(contents.problems());
        }
        skipped.set(new TreeMap<>(contents.skipped()));
        filter();
    }

    private void filter() {
        Path in = folder.get();
        List<GalleryPhoto> shown = in == null
                ? all
                : all.stream().filter(photo -> photo.path().startsWith(in)).toList();
        if (!photos.equals(shown)) {
            photos.setAll(shown);
        }
        if (failed) {
            state.set(State.FAILED);
        } else if (gallery == null) {
            state.set(State.LOADING);
        } else if (!photos.isEmpty()) {
            state.set(State.PHOTOS);
        } else {
            state.set(folders.isEmpty() ? State.NO_FOLDER : State.NO_PHOTOS);
        }
    }

    /** Brings the whole library up to date. */
    public void indexAll() {
        indexing.index(List.copyOf(folders));
    }

    /** Adds a folder, shows it and indexes it. */
    public void openFolder(Path opened) {
        Path absolute = opened.toAbsolutePath().normalize();
        if (!folders.contains(absolute)) {
            folders.add(absolute);
        }
        folder.set(absolute);
        filter();
        indexing.index(List.of(absolute));
    }

    /** Looks for new and changed photos in the folder shown, or in all. */
    public void indexAgain() {
        Path shown = folder.get();
        if (shown == null) {
            indexAll();
        } else {
            indexing.index(List.of(shown));
        }
    }

    public ObservableList<Path> folders() {
        return folders;
    }

    /** The folder shown, null for all photos. */
    public ObjectProperty<@Nullable Path> folderProperty() {
        return folder;
    }

    public ObservableList<GalleryPhoto> photos() {
        return photos;
    }

    /** When photos were taken; those that do not say are left out. Never changed, but replaced. */
    public ReadOnlyObjectProperty<Map<PhotoId, LocalDateTime>> datesProperty() {
        return dates.getReadOnlyProperty();
    }

    public ObservableList<Problem> problems() {
        return problems;
    }

    public ReadOnlyObjectProperty<Map<String, Integer>> skippedProperty() {
        return skipped.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }
}
