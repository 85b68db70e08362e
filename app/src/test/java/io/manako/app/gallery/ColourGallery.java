package io.manako.app.gallery;

import io.manako.engine.Facets;
import io.manako.engine.filter.Filter;
import io.manako.engine.labels.LabelException;
import io.manako.engine.lexical.WordMatch;
import io.manako.engine.lexical.caption.CaptionRun;
import io.manako.engine.lexical.caption.CaptionSettings;
import io.manako.engine.library.SidecarExport;
import io.manako.engine.message.Message;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.metadata.SidecarName;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.search.Blend;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.store.DescriptorUse;
import io.manako.engine.store.MachineCaption;
import io.manako.engine.store.Rating;
import io.manako.engine.store.TagEdit;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vector.Int8Vectors;
import io.manako.engine.vit.ModelInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A gallery for tests of the desktop: real files, really decoded, but found by the mean colour of their patches instead
 * of a network's descriptors. Three "heads" look at what is red, green and blue.
 */
public final class ColourGallery extends ShelfGallery {
    public static final PatchGrid GRID = new PatchGrid(12, 16);

    /** What is known by colour takes, as if it were on the disk. */
    private static final long BYTES = 3_000_000;

    private final Map<Path, ColourPhoto> photos = new ConcurrentHashMap<>();
    private final Map<Path, Problem> problems = new ConcurrentHashMap<>();
    private final Set<Path> folders = ConcurrentHashMap.newKeySet();
    private final MemoryShelf shelf = new MemoryShelf(this::photos, this::open);
    private volatile boolean closed;
    private volatile String answering = "colour";
    private volatile boolean dropped;

    /** The run after which another model answers; it waits until a test resumes it. */
    public volatile @Nullable IndexRun switching;

    private volatile int holdAt = -1;
    private volatile CountDownLatch hold = new CountDownLatch(0);

    @Override
    public ModelInfo model() {
        return new ModelInfo(answering, "0".repeat(64), 3, 1, 3, 1, 0, Message.of("engine.device.cpu", 3));
    }

    @Override
    public List<Path> folders() {
        return List.copyOf(folders);
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public List<Message> notices() {
        return List.of();
    }

    @Override
    public List<GalleryPhoto> photos() {
        return photos.values().stream()
                .map(ColourPhoto::row)
                .sorted(Comparator.comparing(GalleryPhoto::path))
                .toList();
    }

    @Override
    public List<Problem> problems() {
        return problems.values().stream()
                .sorted(Comparator.comparing(Problem::path))
                .toList();
    }

    @Override
    public Map<String, Integer> skippedFormats() {
        return Map.of();
    }

    @Override
    public void relocate(Path folder, Path to) {
        throw new UnsupportedOperationException("no journey relocates");
    }

    @Override
    public void removeFolder(Path folder) {
        folders.remove(folder);
        photos.keySet().removeIf(path -> path.startsWith(folder));
    }

    @Override
    public Watch watch(List<Path> folders, Consumer<Set<Path>> changed, Consumer<Message> limited) {
        return () -> {}; // a journey says itself when to look
    }

    @Override
    public IndexRun index(List<Path> folders, ProgressListener listener) {
        this.folders.addAll(folders);
        Run run = new Run(folders, listener, () -> {});
        Thread.ofPlatform().daemon().start(run);
        return run;
    }

    @Override
    public IndexRun switchTo(String model, ProgressListener listener) {
        Run run = new Run(folders(), listener, () -> answering = model);
        run.pause();
        switching = run;
        Thread.ofPlatform().daemon().start(run);
        return run;
    }

    @Override
    public List<DescriptorUse> descriptorUse() {
        return dropped
                ? List.of()
                : List.of(new DescriptorUse("colour", BYTES, answering.equals("colour") ? 0 : BYTES));
    }

    @Override
    public long dropDescriptors(String model) {
        long freed = descriptorUse().stream()
                .filter(use -> use.isOf(model))
                .mapToLong(DescriptorUse::spare)
                .sum();
        dropped |= freed > 0;
        return freed;
    }

    /** Indexing waits where there are so many photos, until it is told to go on. */
    public void pauseBefore(int count) {
        hold = new CountDownLatch(1);
        holdAt = count;
    }

    public void goOn() {
        holdAt = -1;
        hold.countDown();
    }

    /** As if the drive with all photos were gone. */
    public void unplug() {
        photos.replaceAll((path, photo) -> new ColourPhoto(
                new GalleryPhoto(photo.row().id(), path, null, true), photo.width(), photo.height(), photo.patches()));
    }

    private final class Run implements IndexRun, Runnable {
        private final List<Path> folders;
        private final ProgressListener listener;
        private final Runnable whole;
        private final CompletableFuture<IndexSummary> result = new CompletableFuture<>();
        private volatile boolean cancelled;
        private volatile CountDownLatch gate = new CountDownLatch(0);

        Run(List<Path> folders, ProgressListener listener, Runnable whole) {
            this.folders = folders;
            this.listener = listener;
            this.whole = whole;
        }

        @Override
        public void run() {
            try {
                List<Path> files = new ArrayList<>();
                for (Path folder : folders) {
                    try (Stream<Path> walk = Files.walk(folder)) {
                        walk.filter(Files::isRegularFile).sorted().forEach(files::add);
                    }
                }
                int encoded = 0;
                for (int i = 0; i < files.size() && !cancelled; i++) {
                    if (photos.size() == holdAt) {
                        hold.await();
                    }
                    gate.await();
                    if (add(files.get(i))) {
                        encoded++;
                    }
                    listener.onProgress(new Progress("index.encode", i + 1, files.size(), 20, null));
                }
                gate.await();
                if (!cancelled) {
                    whole.run();
                }
                result.complete(new IndexSummary(files.size(), encoded, 0, problems.size(), cancelled));
            } catch (IOException | InterruptedException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        }

        private boolean add(Path file) {
            try {
                Raster raster = PhotoDecoder.decode(file, 0);
                GalleryPhoto row = new GalleryPhoto(new PhotoId(file.hashCode()), file);
                photos.put(file, new ColourPhoto(row, raster.width(), raster.height(), ColourPhoto.patches(raster)));
                return true;
            } catch (UnreadablePhotoException e) {
                problems.put(file, new Problem(file, e.reason(), e.wording()));
                return false;
            }
        }

        @Override
        public void pause() {
            gate = new CountDownLatch(1);
        }

        @Override
        public void resume() {
            gate.countDown();
        }

        @Override
        public void cancel() {
            cancelled = true;
            gate.countDown();
        }

        @Override
        public CompletableFuture<IndexSummary> result() {
            return result;
        }
    }

    @Override
    public QuerySession open(Path file) throws UnreadablePhotoException {
        return new ColourSession(photos, tags, file, PhotoDecoder.decode(file, 0));
    }

    @Override
    public SearchResult search(SearchRequest request) {
        List<ColourPhoto> named = photos.values().stream()
                .filter(photo ->
                        String.valueOf(photo.row().path().getFileName()).contains(request.words()))
                .toList();
        List<Hit> hits = new ArrayList<>();
        for (ColourPhoto photo : named) {
            PhotoId id = photo.row().id();
            WordMatch match = new WordMatch(id, 1, 1, List.of(request.words()));
            Box all = new Box(0, 0, 1, 1);
            hits.add(new Hit(hits.size() + 1, id, photo.row().path(), 1, all, 0, 1, 1).with(new Blend(1, 0, match)));
        }
        return new SearchResult(
                GRID, new float[GRID.patches()], List.of(), hits, photos.size(), new SearchResult.Timing(0, 1, 1));
    }

    @Override
    public Raster thumbnail(PhotoId id, int longSide) throws UnreadablePhotoException {
        for (ColourPhoto photo : photos.values()) {
            if (photo.row().id().equals(id)) {
                return PhotoDecoder.decode(photo.row().path(), longSide / 2);
            }
        }
        throw new UnreadablePhotoException(
                UnreadablePhotoException.Reason.MISSING, Message.of("engine.photo.unknown-number", id.value()));
    }

    /** The patch that matched. */
    @Override
    public Box window(Hit hit) {
        return patch(hit.window(), hit.width(), hit.height());
    }

    private static Box patch(int patch, int width, int height) {
        double w = (double) width / GRID.columns();
        double h = (double) height / GRID.rows();
        return new Box(patch % GRID.columns() * w, patch / GRID.columns() * h, w, h);
    }

    @Override
    public TagEdit apply(TagEdit edit) {
        return tags.apply(edit);
    }

    @Override
    public TagSuggester learnTags(ProgressListener listener, CancellationToken cancellation) throws LabelException {
        return ShelfSuggester.learn(
                tags,
                photos.values().stream()
                        .map(photo -> new ShelfSuggester.Learner(
                                photo.row(),
                                photo.width(),
                                photo.height(),
                                Int8Vectors.quantise(photo.patches()),
                                patch -> patch(patch, photo.width(), photo.height())))
                        .toList(),
                listener,
                cancellation);
    }

    @Override
    public Facets facets(@Nullable Path folder, Filter filter) {
        return tags.facets(photos(), folder, filter);
    }

    @Override
    public Set<PhotoId> passing(Filter filter) {
        return tags.facets(photos(), null, filter).photos();
    }

    @Override
    public List<Rating> rate(List<Rating> ratings) {
        return tags.rate(ratings);
    }

    @Override
    public SidecarExport.Outcome writeSidecars(
            Collection<PhotoId> photos, SidecarName name, ProgressListener listener, CancellationToken cancellation) {
        return new SidecarExport.Outcome(photos.size(), 0, List.of());
    }

    @Override
    public PhotoMetadata metadata(PhotoId photo) {
        return PhotoMetadata.NONE;
    }

    @Override
    public Optional<MachineCaption> machineCaption(PhotoId photo) {
        return Optional.empty();
    }

    @Override
    public CaptionRun captions(CaptionSettings settings) {
        throw new UnsupportedOperationException("no captions in this test");
    }

    @Override
    public SearchShelf searches() {
        return shelf;
    }

    @Override
    public boolean isPhoto(Path file) {
        return photos.containsKey(file);
    }

    @Override
    public void close() {
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Shorthand for writing test photos; a test that cannot write its photos has failed. */
    public static Path write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
