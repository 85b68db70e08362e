package io.manako.app.library;

import io.manako.app.gallery.Gallery;
import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.gallery.NaturalOrder;
import io.manako.app.gallery.PhotoShelf;
import io.manako.app.gallery.Problem;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Newest;
import io.manako.engine.filter.Filter;
import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The photos to choose from: all, or those of one folder or time; and the files that could not be taken in. For the UI thread. */
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

    /** What the tree is made of. */
    private record Shown(List<Path> folders, List<GalleryPhoto> photos, Set<Path> unreachable, Set<Path> changed) {
        Tree tree() {
            return new Tree(photos.size(), Folder.tree(folders, photos, unreachable, changed), Period.years(photos));
        }
    }

    /**
     * The photos by where they lie and by when they were taken.
     *
     * @param photos of all folders, each once, also where several folders have it
     */
    record Tree(int photos, List<Folder> folders, List<Period> years) {}

    private final Background background;
    private final IndexingViewModel indexing;
    private final Consumer<? super Exception> onFailure;
    private final BooleanBinding canMoveFolder;
    private final Newest<PhotoShelf, Contents> reader;
    private final Newest<Shown, Tree> trees;
    private final ObservableList<Path> folders = FXCollections.observableArrayList();
    private final ObservableList<GalleryPhoto> photos = FXCollections.observableArrayList();
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Map<String, Integer>> skipped = new ReadOnlyObjectWrapper<>(Map.of());
    private final ObjectProperty<@Nullable Path> folder = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Set<PhotoId>> only = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
    private final ReadOnlyObjectWrapper<Map<PhotoId, LocalDateTime>> dates = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<@Nullable Period> period = new ReadOnlyObjectWrapper<>();
    private final ObservableValue<Filter> time = period.map(Period::filter).orElse(Filter.EVERYTHING);
    private final ReadOnlyObjectWrapper<Tree> tree = new ReadOnlyObjectWrapper<>(new Tree(0, List.of(), List.of()));
    /** Folders that become the library's when their indexing begins. */
    private final Set<Path> opened = new HashSet<>();

    private final Set<Path> changed = new HashSet<>();
    private Set<Path> unreachable = Set.of();
    private List<GalleryPhoto> all = List.of();
    private boolean failed;
    private @Nullable PhotoShelf shelf;
    private @Nullable Gallery gallery;

    public LibraryViewModel(Background background, IndexingViewModel indexing, Consumer<? super Exception> onFailure) {
        this.background = background;
        this.indexing = indexing;
        this.onFailure = onFailure;
        this.canMoveFolder = Bindings.createBooleanBinding(
                () -> gallery != null
                        && folder.get() != null
                        && folders.contains(folder.get())
                        && !indexing.runningProperty().get(),
                folder,
                folders,
                indexing.runningProperty());
        this.reader = new Newest<>(background, Lane.WORK, Contents::of, this::onContents, onFailure);
        this.trees = new Newest<>(background, Lane.WORK, Shown::tree, this::onTree, onFailure);
        folder.addListener((observable, old, chosen) -> {
            if (chosen != null) {
                period.set(null);
            }
            filter();
        });
        only.addListener(observable -> filter());
    }

    /** Shows the photos before the model is there that searches them. */
    public void browse(PhotoShelf early) {
        shelf = early;
        refresh();
    }

    public void use(Gallery opened) {
        gallery = opened;
        browse(opened);
    }

    /** The library cannot be opened: its pane says so. */
    public void fail() {
        failed = true;
        shelf = null;
        reader.forget();
        all = List.of();
        filter();
    }

    /** Reads the lists again. */
    public void refresh() {
        PhotoShelf from = shelf;
        if (from != null) {
            reader.ask(from);
        }
    }

    private void onContents(Contents contents) {
        opened.removeIf(folder -> contents.folders().stream().anyMatch(folder::startsWith));
        Set<Path> now = new TreeSet<>(NaturalOrder.FOLDERS);
        now.addAll(contents.folders());
        now.addAll(opened);
        if (!now.equals(Set.copyOf(folders))) {
            folders.setAll(now);
        }
        if (!all.equals(contents.photos())) {
            all = contents.photos(); // else what is shown would be kept beside its equal
        }
        unreachable = contents.unreachable();
        dates.set(contents.dates());
        if (!problems.equals(contents.problems())) {
            problems.setAll(contents.problems());
        }
        skipped.set(new TreeMap<>(contents.skipped()));
        filter();
        showTree();
    }

    private void showTree() {
        trees.ask(new Shown(List.copyOf(folders), all, unreachable, Set.copyOf(changed)));
    }

    private void onTree(Tree now) {
        if (!now.equals(tree.get())) {
            tree.set(now);
        }
    }

    private void filter() {
        Path in = folder.get();
        Period when = period.get();
        List<GalleryPhoto> shown = all;
        if (in != null) {
            shown = all.stream().flatMap(photo -> photo.in(in).stream()).toList();
        } else if (when != null) {
            shown = all.stream()
                    .filter(when::contains)
                    .sorted(Comparator.comparing(GalleryPhoto::taken))
                    .toList();
        }
        Set<PhotoId> chosen = only.get();
        if (chosen != null) {
            shown = shown.stream().filter(photo -> chosen.contains(photo.id())).toList();
        }
        if (!photos.equals(shown)) {
            photos.setAll(shown);
        }
        if (failed) {
            state.set(State.FAILED);
        } else if (!photos.isEmpty()) {
            state.set(State.PHOTOS);
        } else if (gallery == null) {
            state.set(State.LOADING);
        } else {
            state.set(folders.isEmpty() ? State.NO_FOLDER : State.NO_PHOTOS);
        }
    }

    void showAll() {
        period.set(null);
        folder.set(null);
        filter();
    }

    /** Shows the photos of a folder, or null: of all, of any time. */
    public void showFolder(@Nullable Path chosen) {
        showAll();
        folder.set(chosen);
    }

    /** Shows the photos of a year or a month, of all folders, as they were taken. */
    public void show(Period chosen) {
        folder.set(null);
        period.set(chosen);
        filter();
    }

    /** Brings the whole library up to date. */
    public void indexAll() {
        indexing.index(List.copyOf(folders));
    }

    /** Adds a folder, shows it and indexes it. */
    public void openFolder(Path asked) {
        Path absolute = asked.toAbsolutePath().normalize();
        if (folders.stream().noneMatch(absolute::startsWith)) {
            opened.add(absolute);
            folders.add(absolute);
        }
        folder.set(absolute);
        filter();
        look(List.of(absolute));
    }

    /** The folder shown, which was opened, lies elsewhere now: what is known of its photos goes with it. */
    public void relocate(Path to) {
        Gallery on = gallery;
        Path from = folder.get();
        if (on == null || from == null || !canMoveFolder.get()) {
            return;
        }
        Path target = to.toAbsolutePath().normalize();
        background.run(
                Lane.WORK,
                () -> {
                    on.relocate(from, target);
                    return target;
                },
                moved -> {
                    opened.remove(from);
                    folder.set(moved);
                    refresh();
                    look(List.of(moved));
                },
                onFailure);
    }

    /** Takes the folder shown, which was opened, out of the library; all photos are shown then. */
    public void removeFolder() {
        Gallery on = gallery;
        Path gone = folder.get();
        if (on == null || gone == null || !canMoveFolder.get()) {
            return;
        }
        background.run(
                Lane.WORK,
                () -> {
                    on.removeFolder(gone);
                    return gone;
                },
                removed -> {
                    opened.remove(removed);
                    folder.set(null);
                    refresh();
                },
                onFailure);
    }

    /** Whether the folder shown is one that was opened, and no indexing is under way. */
    public BooleanBinding canMoveFolderProperty() {
        return canMoveFolder;
    }

    /** Says that something in folders has changed, until they are looked through, and looks through them. */
    void look(Collection<Path> places) {
        changed.addAll(places);
        showTree();
        indexing.index(places.stream().sorted().toList());
    }

    /** Folders were looked through: what is below them is as it was seen. */
    public void onIndexed(List<Path> seen) {
        changed.removeIf(place -> seen.stream().anyMatch(place::startsWith));
        showTree();
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

    /** Never changed, but replaced. */
    ReadOnlyObjectProperty<Tree> treeProperty() {
        return tree.getReadOnlyProperty();
    }

    public ObservableList<Path> folders() {
        return folders;
    }

    /** The folder shown, null for all photos. */
    public ObjectProperty<@Nullable Path> folderProperty() {
        return folder;
    }

    /** Photos besides which none are shown; null: all. */
    public ObjectProperty<@Nullable Set<PhotoId>> onlyProperty() {
        return only;
    }

    /** The year or month shown, null for any time. */
    ReadOnlyObjectProperty<@Nullable Period> periodProperty() {
        return period.getReadOnlyProperty();
    }

    /** What the year or month that is shown asks of photos. */
    public ObservableValue<Filter> timeProperty() {
        return time;
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
