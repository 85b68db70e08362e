package io.manako.app.gallery;

import io.manako.engine.Engine;
import io.manako.engine.EngineConfig;
import io.manako.engine.Facets;
import io.manako.engine.LibraryContents;
import io.manako.engine.PhotoLibrary;
import io.manako.engine.device.DeviceWish;
import io.manako.engine.filter.Filter;
import io.manako.engine.index.IndexJob;
import io.manako.engine.index.IndexReport;
import io.manako.engine.labels.LabelException;
import io.manako.engine.lexical.caption.CaptionRun;
import io.manako.engine.lexical.caption.CaptionSettings;
import io.manako.engine.library.FolderWatch;
import io.manako.engine.library.Relocation;
import io.manako.engine.library.Roots;
import io.manako.engine.library.SidecarExport;
import io.manako.engine.message.Message;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.metadata.SidecarName;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.store.DescriptorUse;
import io.manako.engine.store.MachineCaption;
import io.manako.engine.store.PhotoTag;
import io.manako.engine.store.Rating;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.ModelException;
import io.manako.engine.vit.ModelInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The gallery on the real engine: one library, in the program's home. */
final class EngineGallery implements Gallery {
    private final Engine engine;
    private final PhotoLibrary library;
    private final PhotoShelf shelf;
    private final List<Message> openingNotices;
    private final Runnable beforeClosing;

    /**
     * Loads a model for a library that is open, which is closed if that fails.
     *
     * @param model its name, or null for the embedded one, which takes the place of one that cannot be used
     * @param device where it shall run
     * @param early given the library as it can be seen before the model is there
     * @param beforeClosing called before model and library are closed
     * @throws IOException with a whole sentence if the model cannot be loaded
     */
    static EngineGallery start(
            Path home,
            @Nullable String model,
            DeviceWish device,
            LibraryContents contents,
            Consumer<PhotoShelf> early,
            Runnable beforeClosing)
            throws IOException {
        EnginePhotoShelf shelf = new EnginePhotoShelf(contents);
        early.accept(shelf);
        List<Message> notices = new ArrayList<>();
        Engine engine;
        try {
            engine = open(home, model, device, notices);
        } catch (IOException | RuntimeException | Error e) {
            shelf.contents().close();
            throw e;
        }
        try {
            return new EngineGallery(engine, engine.openLibrary(shelf.contents()), shelf, notices, beforeClosing);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static Engine open(Path home, @Nullable String model, DeviceWish device, List<Message> notices)
            throws ModelException {
        if (model != null) {
            try {
                return Engine.open(new EngineConfig(model, home, 0, EngineConfig.Preprocessing.DEFAULT, 0, device));
            } catch (ModelException e) {
                notices.add(Message.of("models.fallback", model, e.wording()));
            }
        }
        return Engine.open(EngineConfig.embedded(home).on(device));
    }

    private EngineGallery(
            Engine engine,
            PhotoLibrary library,
            PhotoShelf shelf,
            List<Message> openingNotices,
            Runnable beforeClosing) {
        this.shelf = shelf;
        this.openingNotices = openingNotices;
        this.engine = engine;
        this.library = library;
        this.beforeClosing = beforeClosing;
        library.recallTags();
    }

    EngineOpener.Lent lend() {
        return new EngineOpener.Lent(engine, library);
    }

    @Override
    public ModelInfo model() {
        return engine.model();
    }

    @Override
    public List<Path> folders() {
        return shelf.folders();
    }

    @Override
    public List<GalleryPhoto> photos() {
        return shelf.photos();
    }

    @Override
    public List<Problem> problems() {
        return shelf.problems();
    }

    @Override
    public Map<String, Integer> skippedFormats() {
        return shelf.skippedFormats();
    }

    @Override
    public boolean readOnly() {
        return library.readOnly();
    }

    @Override
    public List<Message> notices() {
        return Stream.concat(openingNotices.stream(), library.notices().stream())
                .toList();
    }

    @Override
    public void relocate(Path folder, Path to) {
        library.changeFolders(catalogue -> Relocation.apply(catalogue, folder, to));
    }

    @Override
    public void removeFolder(Path folder) {
        library.changeFolders(catalogue -> Roots.remove(catalogue, folder));
    }

    @Override
    public Watch watch(List<Path> folders, Consumer<Set<Path>> changed, Consumer<Message> limited) {
        FolderWatch watch = new FolderWatch(folders, FolderWatch.Pace.USUAL, FolderWatch.MOST, changed, limited);
        return watch::close;
    }

    @Override
    public IndexRun index(List<Path> folders, ProgressListener listener) {
        return new Run(library.index(folders, listener));
    }

    @Override
    public IndexRun switchTo(String model, ProgressListener listener) throws IOException {
        return new Run(engine.switchTo(model, listener));
    }

    @Override
    public List<DescriptorUse> descriptorUse() {
        return library.store().descriptorUse();
    }

    @Override
    public long dropDescriptors(String model) {
        return library.store().dropDescriptors(model);
    }

    @Override
    public QuerySession open(Path file) throws UnreadablePhotoException {
        return new EngineSession(engine, library, engine.openPhoto(file));
    }

    @Override
    public SearchResult search(SearchRequest request) {
        return library.search(request);
    }

    @Override
    public Raster thumbnail(PhotoId id, int longSide) throws UnreadablePhotoException {
        return shelf.thumbnail(id, longSide);
    }

    @Override
    public Box window(Hit hit) {
        return library.window(hit);
    }

    @Override
    public Map<PhotoId, List<PhotoTag>> tagsOf(Collection<PhotoId> photos) {
        return library.tags().of(photos);
    }

    @Override
    public List<Tag> tagsStartingWith(String text, int limit) {
        return library.tags().startingWith(text, limit);
    }

    @Override
    public TagEdit apply(TagEdit edit) {
        return library.tags().apply(edit);
    }

    @Override
    public Optional<Tag> tag(TagName name) {
        return library.tags().find(name);
    }

    @Override
    public Tag tagToLearnFrom(TagName name) {
        return library.tagToLearnFrom(name);
    }

    @Override
    public void rename(TagName from, TagName to) {
        library.tags().rename(from, to);
    }

    @Override
    public TagArrangement arrangement() {
        return new EngineArrangement(library.tags());
    }

    @Override
    public TagSuggester learnTags(ProgressListener listener, CancellationToken cancellation) throws LabelException {
        return new EngineSuggester(library.learnTags(null, listener, cancellation));
    }

    @Override
    public Facets facets(@Nullable Path folder, Filter filter) {
        return library.facets(folder, filter);
    }

    @Override
    public Set<PhotoId> passing(Filter filter) {
        return library.passing(filter);
    }

    @Override
    public Map<PhotoId, Integer> starsOf(Collection<PhotoId> photos) {
        return library.stars().of(photos);
    }

    @Override
    public List<Rating> rate(List<Rating> ratings) {
        return library.stars().apply(ratings);
    }

    @Override
    public SidecarExport.Outcome writeSidecars(
            Collection<PhotoId> photos, SidecarName name, ProgressListener listener, CancellationToken cancellation) {
        return library.writeSidecars(photos, name, listener, cancellation);
    }

    @Override
    public PhotoMetadata metadata(PhotoId photo) {
        return library.store().catalogue().metadata(photo);
    }

    @Override
    public Optional<MachineCaption> machineCaption(PhotoId photo) {
        return library.store().catalogue().machineCaptions().of(photo);
    }

    @Override
    public WordNotes wordNotes() {
        return new EngineNotes(library);
    }

    @Override
    public CollectionShelf collections() {
        return new EngineCollections(library.store().catalogue().collections());
    }

    @Override
    public CaptionRun captions(CaptionSettings settings) {
        return new CaptionRun(library.store().catalogue(), settings);
    }

    @Override
    public SearchShelf searches() {
        return new EngineShelf(engine, library);
    }

    @Override
    public boolean isPhoto(Path file) {
        return library.isPhoto(file);
    }

    @Override
    public void close() {
        beforeClosing.run();
        library.close();
        engine.close();
    }

    private record Run(IndexJob job) implements IndexRun {
        @Override
        public void pause() {
            job.pause();
        }

        @Override
        public void resume() {
            job.resume();
        }

        @Override
        public void cancel() {
            job.cancel();
        }

        @Override
        public CompletableFuture<IndexSummary> result() {
            return job.result().thenApply(Run::summary);
        }

        private static IndexSummary summary(IndexReport report) {
            return new IndexSummary(
                    report.found(),
                    report.encoded(),
                    report.unchanged(),
                    report.unreadable(),
                    report.cancelled(),
                    report.notices());
        }
    }
}
