package io.manako.engine;

import io.manako.engine.filter.Filter;
import io.manako.engine.index.Describer;
import io.manako.engine.index.IndexJob;
import io.manako.engine.index.IndexReport;
import io.manako.engine.index.Indexer;
import io.manako.engine.labels.LabelException;
import io.manako.engine.library.SidecarExport;
import io.manako.engine.message.Message;
import io.manako.engine.metadata.SidecarName;
import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Explainer;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Gallery;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.Hit;
import io.manako.engine.search.Query;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.search.Searcher;
import io.manako.engine.search.SideInformation;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.PhotoRow;
import io.manako.engine.store.Stars;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagName;
import io.manako.engine.store.Tags;
import io.manako.engine.store.UnreadableFile;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.ModelInfo;
import io.manako.engine.vit.OpenPhoto;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A library opened with a model: its photos can be indexed, searched and looked at, all at once. Thread-safe.
 * Descriptors are held in memory, about 9 kB a photo, and let go while the model rests.
 */
public final class PhotoLibrary implements AutoCloseable {
    private static final int EXPLAINED_SHORT_SIDE = 480;
    private static final WindowLayout WINDOWS = WindowLayout.MULTI_SCALE;

    /** One for each core, two at the least; where the encoder is the slower one, they wait for it. */
    private static final int DECODERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 16);

    private final LibraryContents contents;
    private final LibraryStore store;
    private final ModelInUse model;
    private final Searcher searcher;
    private final LibraryWords words;
    private final LibraryLabels labels;
    private final SameThing sameThing = new SameThing();
    private final Indexer indexer;
    private final Consumer<PhotoLibrary> onClosed;
    private volatile ModelView view;
    private boolean closed;

    /** @param onClosed told when it is closed */
    PhotoLibrary(LibraryContents contents, ModelInUse model, Searcher searcher, Consumer<PhotoLibrary> onClosed) {
        this.contents = contents;
        this.store = contents.store();
        this.model = model;
        this.searcher = searcher;
        this.onClosed = onClosed;
        try {
            words = new LibraryWords(store.catalogue());
            labels = new LibraryLabels(store);
            view = ModelView.open(store, model.now());
            words.prepare();
            indexer = new Indexer(store, () -> view.describer(), WINDOWS, DECODERS);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Whether a library was made in a folder before. Touches nothing. */
    public static boolean exists(Path directory) {
        return LibraryStore.exists(directory);
    }

    public Path directory() {
        return store.directory();
    }

    /** The photos that can be found, as the model that answers sees them. */
    Gallery gallery() {
        return view.gallery();
    }

    /**
     * Describes the photos with another model while the one at hand answers. When the other has described every photo whose
     * file is there, it answers, and the model at hand is closed.
     *
     * @param next closed where it does not come so far
     */
    IndexJob switchTo(Encoder next, ProgressListener listener) {
        AtomicBoolean answers = new AtomicBoolean();
        IndexJob job = indexer.startBeside(
                new Describer(next, described -> {}, report -> {
                    if (!report.cancelled()) {
                        answerWith(next);
                        answers.set(true);
                    }
                }),
                listener);
        job.result().whenComplete((report, failure) -> {
            if (!answers.get()) {
                next.close();
                store.closeDescriptors(next.model());
            }
        });
        return job;
    }

    private void answerWith(Encoder next) {
        ModelInfo before = model.info();
        ModelView seen = ModelView.open(store, next);
        view.stay(); // who began with it goes on with it
        model.replace(next, () -> view = seen);
        labels.onModelChanged(seen);
        store.closeDescriptors(before);
    }

    /** What is written down of the photos; closed with the library. */
    public LibraryStore store() {
        return store;
    }

    /** Whether the library can be searched but not indexed, since it cannot be written. */
    public boolean readOnly() {
        return store.readOnly();
    }

    /** Folders of the library. */
    public List<Path> roots() {
        return contents.roots();
    }

    /**
     * Takes folders out or says where they lie now, as {@link io.manako.engine.library.Roots} and
     * {@link io.manako.engine.library.Relocation} do; {@link #index} looks there then. Not while indexing goes on.
     */
    public void changeFolders(Consumer<Catalogue> change) {
        store.requireWritable();
        change.accept(store.catalogue());
        view.shown().follow();
    }

    /** All photos known, by id, whether or not their file is there and their descriptors are computed. */
    public List<PhotoRow> photos() {
        return contents.photos();
    }

    /** Whether a file that is there is a photo, known or not, of the library's: then it must never be written. */
    public boolean isPhoto(Path file) {
        return contents.isPhoto(file);
    }

    /** The photo that a file, a copy of it or a link to it shows. */
    public Optional<PhotoId> find(Path file) {
        return store.catalogue().find(file);
    }

    /** Photos that a search without a filter ranks. */
    public int size() {
        return gallery().size();
    }

    /** What the user calls the photos. */
    public Tags tags() {
        return store.catalogue().tags();
    }

    /** Searches that the user keeps. */
    public LibrarySearches searches() {
        return new LibrarySearches(this, store.catalogue(), model);
    }

    /** How many stars photos have. */
    public Stars stars() {
        return store.catalogue().stars();
    }

    /**
     * Learns tags from all photos that have some, to be suggested for others. Where all tags are learned, they have a say in
     * every search from then on, and are kept with the library. Takes seconds, or nothing where the same was learned before.
     *
     * @param tag the only one to learn, or null for all
     * @throws LabelException if nothing can be learned yet; the message says why and what to do
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public LearnedTags learnTags(@Nullable TagName tag, ProgressListener listener, CancellationToken cancellation)
            throws LabelException {
        return labels.learn(view, tag, listener, cancellation);
    }

    /**
     * Lets tags that were learned once, today or before, have their say in every search from now on. Where tags or photos have
     * changed since, they are learned again in the background. Takes no time.
     */
    public void recallTags() {
        labels.recall(view);
    }

    /**
     * A tag from which a search can learn what has it and what has not.
     *
     * @param name its name or another name of it
     * @throws io.manako.engine.store.TagException if no photo with such a tag can be found; the message is for the user
     */
    public Tag tagToLearnFrom(TagName name) {
        return view.tagExamples().require(name);
    }

    /**
     * Writes tags and stars into XMP files beside photos.
     *
     * @param name of these files
     * @throws java.util.concurrent.CancellationException if cancelled; the files that were written stay
     */
    public SidecarExport.Outcome writeSidecars(
            Collection<PhotoId> photos, SidecarName name, ProgressListener listener, CancellationToken cancellation) {
        return new SidecarExport(store.catalogue(), name).write(photos, listener, cancellation);
    }

    /** Files that cannot be shown, with the reason. */
    public List<UnreadableFile> unreadable() {
        return contents.unreadable();
    }

    /** Files left out because of their format: how many of which. */
    public Map<String, Integer> skippedFormats() {
        return contents.skippedFormats();
    }

    /** What happened to the library's files and to the model that its user should know: whole sentences, mostly none. */
    public List<Message> notices() {
        return Stream.concat(store.notices().stream(), model.notices().stream()).toList();
    }

    /**
     * Brings the library up to date with folders, which become its own if they are not yet. Photos can be found as soon
     * as they are encoded.
     *
     * @param folders with all below them; none: all folders of the library
     */
    public IndexJob index(List<Path> folders, ProgressListener listener) {
        return indexer.start(folders, listener);
    }

    /** Like {@link #index}, and waits for the end. */
    public IndexReport indexAndWait(List<Path> folders, ProgressListener listener) {
        return index(folders, listener).result().join();
    }

    /**
     * Ranks the library's photos by what is marked, and by words where the request has some. The query photo itself is no hit. Takes milliseconds,
     * and a pass through the network where the request asks for a close-up that is not encoded yet.
     *
     * @throws io.manako.engine.prompt.PromptException if the marks say nothing; the message is for the user
     */
    public SearchResult search(QueryPhoto photo, SearchRequest request) {
        return search(photo, request, MarkSearch::of);
    }

    /** The same. {@code early} is given the ranking without the close-up, where that takes a pass, by the calling thread. */
    public SearchResult search(QueryPhoto photo, SearchRequest request, Consumer<SearchResult> early) {
        return search(photo, request, (search, asked) -> search.of(asked, early));
    }

    private SearchResult search(
            QueryPhoto photo, SearchRequest request, BiFunction<MarkSearch, SearchRequest, SearchResult> how) {
        Optional<PhotoId> self = store.catalogue().photoAt(photo.path()).map(PhotoRow::id);
        Predicate<PhotoId> filter = facts().passing(request);
        Predicate<PhotoId> eligible = id -> !self.equals(Optional.of(id)) && filter.test(id);
        return model.use(encoder -> {
            ModelView seen = view;
            SideInformation known = SideInformation.NONE
                    .withWording(photos -> words.cosines(request.words(), photos))
                    .withLabels(seen.labelling())
                    .withTags(seen.tagExamples());
            SideInformation asked =
                    request.words().isBlank() ? known : known.withWords(words.rank(request.words(), eligible));
            return how.apply(new MarkSearch(searcher, encoder, photo, seen.gallery(), eligible, asked), request);
        });
    }

    /** Tells the very same thing from others of its kind. */
    public SameThing sameThing() {
        return sameThing;
    }

    /** Ranks the library's photos by the request's words alone; marks, heads and what is wanted have no say. */
    public SearchResult search(SearchRequest request) {
        Predicate<PhotoId> filter = facts().passing(request);
        return searcher.search(request, gallery(), filter, words.rank(request.words(), filter));
    }

    /**
     * Words that the best hits and the photos that the user likes have more often than other photos: worth asking for.
     *
     * @param best hits, the best first
     * @param asked words that are asked for already
     * @return the most telling first; each can be put behind what is asked
     */
    public List<String> suggestWords(List<PhotoId> best, Set<PhotoId> liked, String asked) {
        return words.suggest(best, liked, asked);
    }

    /** Words that photos which the user likes share, and have clearly more often than other photos; the most telling first. */
    public List<String> sharedWords(Set<PhotoId> liked, Set<PhotoId> disliked) {
        return words.shared(liked, disliked);
    }

    /**
     * Counts tags, years, cameras and stars of photos that can be found. Reads all that is on photos: keep it off the UI
     * thread.
     *
     * @param folder only photos in this folder and below, or null for all
     */
    public Facets facets(@Nullable Path folder, Filter filter) {
        return LibraryFacts.count(store.catalogue(), gallery().photos(), folder, filter);
    }

    private LibraryFacts facts() {
        return new LibraryFacts(store.catalogue(), gallery().photos());
    }

    /** Photos that can be found and that a filter lets through. */
    public Set<PhotoId> passing(Filter filter) {
        List<GalleryPhoto> photos = gallery().photos();
        Predicate<PhotoId> passes = filter.on(new LibraryFacts(store.catalogue(), photos));
        return photos.stream().map(GalleryPhoto::id).filter(passes).collect(Collectors.toSet());
    }

    /** Why a hit matched. Decodes and encodes the hit's photo: keep it off the UI thread. */
    public Explanation explain(QueryPhoto photo, SearchRequest request, Hit hit) throws UnreadablePhotoException {
        return model.use(encoder -> {
            Query query = photo.understood(encoder, searcher, request);
            Raster picture = PhotoDecoder.decode(hit.path(), EXPLAINED_SHORT_SIDE);
            try (OpenPhoto opened = encoder.openBeside(picture)) {
                return new Explainer(WINDOWS).explain(opened, hit, query);
            }
        });
    }

    /** The one window that matched a hit best, in pixels of its photo. */
    public Box window(Hit hit) {
        return WINDOWS.box(hit.window(), hit.width(), hit.height());
    }

    /** A small picture of a photo, kept on disk; also of a photo whose drive is away, if it was shown before. */
    public Raster thumbnail(PhotoId id, int longSide) throws UnreadablePhotoException {
        return contents.thumbnail(id, longSide);
    }

    /** Cancels indexing, waits until what is finished is stored, and closes the files. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            indexer.close();
            words.close();
            labels.close();
            view.close();
            store.close();
            onClosed.accept(this);
        }
    }
}
