package io.manako.app.gallery;

import io.manako.engine.Facets;
import io.manako.engine.SameThingResult;
import io.manako.engine.filter.Filter;
import io.manako.engine.labels.LabelException;
import io.manako.engine.lexical.WordMatch;
import io.manako.engine.lexical.caption.CaptionRun;
import io.manako.engine.lexical.caption.CaptionSettings;
import io.manako.engine.library.SidecarExport;
import io.manako.engine.message.Message;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.phs.HeadId;
import io.manako.engine.phs.HeadScore;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.prompt.Prompt;
import io.manako.engine.prompt.Rasteriser;
import io.manako.engine.search.Blend;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.store.DescriptorUse;
import io.manako.engine.store.MachineCaption;
import io.manako.engine.store.PhotoTag;
import io.manako.engine.store.Rating;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagException;
import io.manako.engine.store.TagName;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vector.Int8Vectors;
import io.manako.engine.vit.AttentionMaps;
import io.manako.engine.vit.ModelInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A gallery for tests of the desktop: real files, really decoded, but found by the mean colour of their patches instead
 * of a network's descriptors. Three "heads" look at what is red, green and blue.
 */
public final class ColourGallery implements Gallery {
    public static final PatchGrid GRID = new PatchGrid(12, 16);

    private record Photo(GalleryPhoto row, int width, int height, float[][] patches) {}

    private final Map<Path, Photo> photos = new ConcurrentHashMap<>();
    private final Map<Path, Problem> problems = new ConcurrentHashMap<>();
    private final Set<Path> folders = ConcurrentHashMap.newKeySet();
    private final TagShelf tags = new TagShelf();
    public final MemoryNotes notes = new MemoryNotes();
    private final MemoryShelf shelf = new MemoryShelf(this::photos, this::open);
    private volatile boolean closed;
    private volatile String answering = "colour";

    /** The run after which another model answers; it waits until a test resumes it. */
    public volatile @Nullable IndexRun switching;

    private volatile int holdAt = -1;
    private volatile CountDownLatch hold = new CountDownLatch(0);

    @Override
    public ModelInfo model() {
        return new ModelInfo(answering, "0".repeat(64), 3, 1, 3, 1, 0, "test");
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
                .map(Photo::row)
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
        return List.of(new DescriptorUse("colour", 3_000_000, answering.equals("colour") ? 0 : 3_000_000));
    }

    @Override
    public long dropDescriptors(String model) {
        throw new UnsupportedOperationException("no journey drops descriptors");
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
        photos.replaceAll((path, photo) -> new Photo(
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
                photos.put(file, new Photo(row, raster.width(), raster.height(), patches(raster)));
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

    private static float[][] patches(Raster raster) {
        float[][] patches = new float[GRID.patches()][3];
        int[] counts = new int[GRID.patches()];
        for (int y = 0; y < raster.height(); y++) {
            for (int x = 0; x < raster.width(); x++) {
                int patch = y * GRID.rows() / raster.height() * GRID.columns() + x * GRID.columns() / raster.width();
                counts[patch]++;
                for (int c = 0; c < 3; c++) {
                    patches[patch][c] += raster.at(x, y, c) / 255f;
                }
            }
        }
        for (int p = 0; p < patches.length; p++) {
            for (int c = 0; c < 3; c++) {
                patches[p][c] /= Math.max(1, counts[p]);
            }
        }
        return patches;
    }

    @Override
    public QuerySession open(Path file) throws UnreadablePhotoException {
        return new Session(file, PhotoDecoder.decode(file, 0));
    }

    @Override
    public SearchResult search(SearchRequest request) {
        List<Photo> named = photos.values().stream()
                .filter(photo ->
                        String.valueOf(photo.row().path().getFileName()).contains(request.words()))
                .toList();
        List<Hit> hits = new ArrayList<>();
        for (Photo photo : named) {
            PhotoId id = photo.row().id();
            WordMatch match = new WordMatch(id, 1, 1, List.of(request.words()));
            Box all = new Box(0, 0, 1, 1);
            hits.add(new Hit(
                    hits.size() + 1, id, photo.row().path(), 1, all, 0, 1, 1, List.of(), new Blend(1, 0, match)));
        }
        return new SearchResult(
                GRID, new float[GRID.patches()], List.of(), hits, photos.size(), new SearchResult.Timing(0, 1, 1));
    }

    @Override
    public Raster thumbnail(PhotoId id, int longSide) throws UnreadablePhotoException {
        for (Photo photo : photos.values()) {
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
    public Map<PhotoId, List<PhotoTag>> tagsOf(Collection<PhotoId> asked) {
        return tags.of(asked);
    }

    @Override
    public List<Tag> tagsStartingWith(String text, int limit) {
        return tags.startingWith(text, limit);
    }

    @Override
    public TagEdit apply(TagEdit edit) {
        return tags.apply(edit);
    }

    @Override
    public Optional<Tag> tag(TagName name) {
        return tags.find(name);
    }

    @Override
    public Tag tagToLearnFrom(TagName name) {
        return tags.find(name).orElseThrow(() -> new TagException(Message.of("engine.tag.unknown", name)));
    }

    @Override
    public void rename(TagName from, TagName to) {
        tags.rename(from, to);
    }

    @Override
    public TagArrangement arrangement() {
        return tags;
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
    public Map<PhotoId, Integer> starsOf(Collection<PhotoId> asked) {
        return tags.starsOf(asked);
    }

    @Override
    public List<Rating> rate(List<Rating> ratings) {
        return tags.rate(ratings);
    }

    @Override
    public SidecarExport.Outcome writeSidecars(
            Collection<PhotoId> photos, ProgressListener listener, CancellationToken cancellation) {
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
    public WordNotes wordNotes() {
        return notes;
    }

    @Override
    public CollectionShelf collections() {
        return tags.collections;
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

    private final class Session implements QuerySession {
        private final Path path;
        private final Raster raster;
        private final float[][] patches;

        Session(Path path, Raster raster) {
            this.path = path;
            this.raster = raster;
            this.patches = patches(raster);
        }

        @Override
        public Path path() {
            return path;
        }

        @Override
        public int width() {
            return raster.width();
        }

        @Override
        public int height() {
            return raster.height();
        }

        @Override
        public Raster picture() {
            return raster;
        }

        @Override
        public AttentionMaps attention() {
            float[][] heads = new float[3][GRID.patches()];
            for (int c = 0; c < 3; c++) {
                for (int p = 0; p < GRID.patches(); p++) {
                    float other = Math.max(patches[p][(c + 1) % 3], patches[p][(c + 2) % 3]);
                    heads[c][p] = Math.max(0, patches[p][c] - other);
                }
            }
            return new AttentionMaps(GRID, 0, new float[][][] {heads});
        }

        @Override
        public QuerySession again() {
            return new Session(path, raster);
        }

        @Override
        public Mask tighten(Box box) {
            boolean[] inside = new boolean[raster.width() * raster.height()];
            for (int y = 0; y < raster.height(); y++) {
                for (int x = 0; x < raster.width(); x++) {
                    inside[y * raster.width() + x] = x > box.x() + 2
                            && y > box.y() + 2
                            && x < box.x() + box.width() - 2
                            && y < box.y() + box.height() - 2;
                }
            }
            return new Mask(raster.width(), raster.height(), inside);
        }

        private float[] region(List<Prompt> prompts) {
            return prompts.isEmpty()
                    ? new float[GRID.patches()]
                    : new Rasteriser(0.05).rasterise(prompts, raster.width(), raster.height(), GRID);
        }

        @Override
        public SameThingResult searchSame(
                SearchRequest request, ProgressListener listener, CancellationToken cancellation) {
            return SameThings.last(search(request), listener, cancellation);
        }

        @Override
        public SearchResult search(SearchRequest request) {
            long start = System.nanoTime();
            float[] region = region(request.prompts());
            float[] wanted = new float[3];
            float weight = 0;
            for (int p = 0; p < region.length; p++) {
                float w = request.prompts().isEmpty() ? 1 : Math.max(0, region[p]);
                weight += w;
                for (int c = 0; c < 3; c++) {
                    wanted[c] += w * patches[p][c];
                }
            }
            for (int c = 0; c < 3; c++) {
                wanted[c] /= weight;
            }
            List<HeadScore> heads = new ArrayList<>();
            for (int c = 0; c < 3; c++) {
                boolean auto = wanted[c] > 0.4f;
                boolean selected = request.overrides().getOrDefault(new HeadId(0, c), auto);
                heads.add(new HeadScore(0, c, wanted[c], selected, selected ? 1.5f : 0.5f));
            }
            Predicate<PhotoId> filter = request.filter().on(tags);
            Map<Photo, Integer> best = new HashMap<>();
            Map<Photo, Float> scores = new HashMap<>();
            for (Photo photo : photos.values()) {
                boolean elsewhere =
                        request.folder() != null && !photo.row().path().startsWith(request.folder());
                if (elsewhere || !filter.test(photo.row().id())) {
                    continue;
                }
                for (int p = 0; p < GRID.patches(); p++) {
                    float distance = 0;
                    for (int c = 0; c < 3; c++) {
                        float d = photo.patches()[p][c] - wanted[c];
                        distance += d * d;
                    }
                    float score = 1 - distance / 3;
                    if (score > scores.getOrDefault(photo, -1f)) {
                        scores.put(photo, score);
                        best.put(photo, p);
                    }
                }
            }
            List<Photo> order = new ArrayList<>(scores.keySet());
            order.sort(Comparator.<Photo, Float>comparing(scores::get).reversed());
            List<Hit> hits = new ArrayList<>();
            for (Photo photo : order.subList(0, Math.min(order.size(), request.limit()))) {
                double pw = (double) photo.width() / GRID.columns();
                double ph = (double) photo.height() / GRID.rows();
                int p = best.get(photo);
                double x = Math.max(0, p % GRID.columns() - 1.5) * pw;
                double y = Math.max(0, p / GRID.columns() - 1.5) * ph;
                hits.add(new Hit(
                        hits.size() + 1,
                        photo.row().id(),
                        photo.row().path(),
                        scores.get(photo),
                        new Box(x, y, 4 * pw, 4 * ph),
                        p,
                        photo.width(),
                        photo.height()));
            }
            double millis = (System.nanoTime() - start) / 1e6;
            return new SearchResult(
                    GRID, region, heads, hits, order.size(), new SearchResult.Timing(0, millis, millis));
        }

        @Override
        public Explanation explain(SearchRequest request, Hit hit) {
            Photo photo = photos.get(hit.path());
            float[] attention = new float[GRID.patches()];
            float[] like = photo.patches()[hit.window()];
            for (int p = 0; p < attention.length; p++) {
                float distance = 0;
                for (int c = 0; c < 3; c++) {
                    float d = photo.patches()[p][c] - like[c];
                    distance += d * d;
                }
                attention[p] = Math.max(0, 1 - 8 * distance);
            }
            return new Explanation(GRID, attention, attention, hit.box(), List.of(new Explanation.HeadShare(0, 0, 1)));
        }

        @Override
        public void close() {}
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
