package io.manako.app.gallery;

import io.manako.engine.Facets;
import io.manako.engine.SameThingResult;
import io.manako.engine.filter.Filter;
import io.manako.engine.labels.LabelException;
import io.manako.engine.lexical.caption.CaptionRun;
import io.manako.engine.lexical.caption.CaptionSettings;
import io.manako.engine.library.SidecarExport;
import io.manako.engine.message.Message;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.metadata.SidecarName;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.store.DescriptorUse;
import io.manako.engine.store.MachineCaption;
import io.manako.engine.store.Rating;
import io.manako.engine.store.StoreException;
import io.manako.engine.store.TagEdit;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vector.Int8Vectors;
import io.manako.engine.vit.AttentionMaps;
import io.manako.engine.vit.ModelInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A gallery that notes what it is asked, for tests of view models on one thread. */
public final class FixedGallery extends ShelfGallery {
    private static final PatchGrid GRID = new PatchGrid(1, 2);

    public final List<FixedSession> sessions = new ArrayList<>();
    public final List<FixedRun> runs = new ArrayList<>();
    public final List<FixedWatch> watches = new ArrayList<>();
    public List<GalleryPhoto> photos = List.of();
    public List<Path> folders = List.of();
    public List<Message> notices = List.of();

    /** Two windows of each photo, the left half and the right, that its tags are learned from. */
    public final Map<PhotoId, float[][]> windows = new HashMap<>();

    /** How often tags were learned. */
    public int learned;

    /** Thrown where tags are to be learned. */
    public @Nullable RuntimeException unlearnable;

    /** Thrown where tags are to be changed. */
    public @Nullable RuntimeException unwritable;

    /** What files say of photos. */
    public final Map<PhotoId, PhotoMetadata> metadata = new HashMap<>();

    public final Map<PhotoId, MachineCaption> machineCaptions = new HashMap<>();

    /** What comes of writing sidecars. */
    public @Nullable SidecarName sidecarName;

    public SidecarExport.Outcome sidecars = new SidecarExport.Outcome(0, 0, List.of());

    /** Searches by words alone. */
    public final List<SearchRequest> wordRequests = new ArrayList<>();

    /** Makes a run of captions. */
    public Function<CaptionSettings, CaptionRun> captions = settings -> {
        throw new UnsupportedOperationException("no captions in this test");
    };

    public final MemoryShelf shelf = new MemoryShelf(() -> photos, this::open);
    public boolean readOnly;
    public List<Hit> hits = List.of();

    /** What models take on the disk. */
    public List<DescriptorUse> uses = List.of();

    /** The model that answers; a test lets another one take its place. */
    public String answering = "fixed";

    /** Models that are to take its place, each with its run among {@link #runs}. */
    public final List<String> switches = new ArrayList<>();

    /** Thrown where another model is to take its place. */
    public @Nullable IOException unusable;

    /** A query photo of 800 x 600 pixels. */
    public final class FixedSession implements QuerySession {
        private final Path path;
        public final List<SearchRequest> requests = new ArrayList<>();
        public final List<Hit> explained = new ArrayList<>();
        public final SameThings same = new SameThings();
        public @Nullable RuntimeException failure;
        public boolean closed;

        /** Whether it says something of no hits before it has looked from near. */
        public boolean looks;

        FixedSession(Path path) {
            this.path = path;
        }

        @Override
        public Path path() {
            return path;
        }

        @Override
        public int width() {
            return 800;
        }

        @Override
        public int height() {
            return 600;
        }

        @Override
        public Raster picture() {
            return new Raster(1, 1, new byte[3]);
        }

        @Override
        public AttentionMaps attention() {
            return new AttentionMaps(GRID, 0, new float[1][2][2]);
        }

        @Override
        public Mask tighten(Box box) {
            return new Mask(2, 1, new boolean[] {true, false});
        }

        @Override
        public SameThingResult sameAmong(
                SearchResult result,
                SearchRequest request,
                int best,
                ProgressListener listener,
                CancellationToken cancellation) {
            if (failure != null) {
                throw failure;
            }
            return same.among(result, best, listener, cancellation);
        }

        @Override
        public SearchResult search(SearchRequest request, Consumer<SearchResult> early) {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            if (failure != null) {
                throw failure;
            }
            requests.add(request);
            if (looks) {
                early.accept(new SearchResult(
                        GRID, new float[2], List.of(), List.of(), hits.size(), new SearchResult.Timing(1, 1, 2)));
            }
            return new SearchResult(GRID, new float[2], List.of(), hits, hits.size(), new SearchResult.Timing(1, 1, 2));
        }

        @Override
        public QuerySession again() {
            FixedSession again = new FixedSession(path);
            sessions.add(again);
            return again;
        }

        @Override
        public Explanation explain(SearchRequest request, Hit hit) {
            explained.add(hit);
            return new Explanation(GRID, new float[2], new float[2], new Box(5, 6, 7, 8), List.of());
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Override
    public ModelInfo model() {
        return new ModelInfo(answering, "0".repeat(64), 1, 1, 2, 1, 0, Message.plain("test"));
    }

    @Override
    public List<Path> folders() {
        return folders;
    }

    @Override
    public boolean readOnly() {
        return readOnly;
    }

    @Override
    public List<Message> notices() {
        return notices;
    }

    @Override
    public List<GalleryPhoto> photos() {
        return photos;
    }

    @Override
    public List<Problem> problems() {
        return List.of();
    }

    @Override
    public Map<String, Integer> skippedFormats() {
        return Map.of();
    }

    @Override
    public void relocate(Path folder, Path to) {
        folders = folders.stream().map(root -> root.equals(folder) ? to : root).toList();
    }

    @Override
    public void removeFolder(Path folder) {
        folders = folders.stream().filter(root -> !root.equals(folder)).toList();
    }

    @Override
    public Watch watch(List<Path> watched, Consumer<Set<Path>> changed, Consumer<Message> limited) {
        FixedWatch watch = new FixedWatch(watched, changed, limited);
        watches.add(watch);
        return watch;
    }

    @Override
    public IndexRun index(List<Path> folders, ProgressListener listener) {
        FixedRun run = new FixedRun(folders, listener);
        runs.add(run);
        return run;
    }

    @Override
    public IndexRun switchTo(String model, ProgressListener listener) throws IOException {
        if (unusable != null) {
            throw unusable;
        }
        switches.add(model);
        return index(List.of(), listener);
    }

    @Override
    public List<DescriptorUse> descriptorUse() {
        return uses;
    }

    @Override
    public long dropDescriptors(String model) {
        long spare = uses.stream()
                .filter(use -> use.isOf(model))
                .mapToLong(DescriptorUse::spare)
                .sum();
        uses = uses.stream()
                .filter(use -> !use.isOf(model) || use.spare() < use.bytes())
                .toList();
        return spare;
    }

    @Override
    public QuerySession open(Path file) throws UnreadablePhotoException {
        if (file.endsWith("broken.jpg")) {
            throw new UnreadablePhotoException(
                    UnreadablePhotoException.Reason.DAMAGED, Message.plain("It is damaged."));
        }
        FixedSession session = new FixedSession(file);
        sessions.add(session);
        return session;
    }

    @Override
    public SearchResult search(SearchRequest request) {
        wordRequests.add(request);
        return new SearchResult(GRID, new float[2], List.of(), hits, hits.size(), new SearchResult.Timing(1, 1, 2));
    }

    @Override
    public Raster thumbnail(PhotoId id, int longSide) {
        return new Raster(1, 1, new byte[3]);
    }

    @Override
    public Box window(Hit hit) {
        return hit.box();
    }

    @Override
    public TagEdit apply(TagEdit edit) {
        if (readOnly) {
            throw new StoreException(StoreException.Kind.READ_ONLY, Message.of("engine.store.read-only", "x"));
        }
        if (unwritable != null) {
            throw unwritable;
        }
        return tags.apply(edit);
    }

    @Override
    public TagSuggester learnTags(ProgressListener listener, CancellationToken cancellation) throws LabelException {
        learned++;
        if (unlearnable != null) {
            throw unlearnable;
        }
        return ShelfSuggester.learn(
                tags,
                photos.stream()
                        .map(photo -> new ShelfSuggester.Learner(
                                photo,
                                800,
                                600,
                                Int8Vectors.quantise(windows.getOrDefault(photo.id(), new float[2][2])),
                                window -> new Box(400 * window, 0, 400, 600)))
                        .toList(),
                listener,
                cancellation);
    }

    /** Keys of tags that a photo has not, as somebody said. */
    public Set<String> refused(PhotoId photo) {
        return tags.refused(photo);
    }

    @Override
    public Facets facets(@Nullable Path folder, Filter filter) {
        return tags.facets(photos, folder, filter);
    }

    @Override
    public Set<PhotoId> passing(Filter filter) {
        return tags.facets(photos, null, filter).photos();
    }

    @Override
    public List<Rating> rate(List<Rating> ratings) {
        if (readOnly) {
            throw new StoreException(StoreException.Kind.READ_ONLY, Message.of("engine.store.read-only", "x"));
        }
        return tags.rate(ratings);
    }

    @Override
    public SidecarExport.Outcome writeSidecars(
            Collection<PhotoId> photos, SidecarName name, ProgressListener listener, CancellationToken cancellation) {
        cancellation.throwIfCancelled();
        sidecarName = name;
        listener.onProgress(Progress.of("export.sidecars", photos.size(), photos.size()));
        return sidecars;
    }

    @Override
    public PhotoMetadata metadata(PhotoId photo) {
        return metadata.getOrDefault(photo, PhotoMetadata.NONE);
    }

    @Override
    public Optional<MachineCaption> machineCaption(PhotoId photo) {
        return Optional.ofNullable(machineCaptions.get(photo));
    }

    @Override
    public CaptionRun captions(CaptionSettings settings) {
        return captions.apply(settings);
    }

    @Override
    public SearchShelf searches() {
        return shelf;
    }

    @Override
    public boolean isPhoto(Path file) {
        return photos.stream().anyMatch(photo -> photo.path().equals(file));
    }

    @Override
    public void close() {}
}
