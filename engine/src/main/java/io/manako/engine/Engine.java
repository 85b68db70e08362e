package io.manako.engine;

import io.manako.engine.device.Devices;
import io.manako.engine.device.TriedModel;
import io.manako.engine.index.IndexJob;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.search.Searcher;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vector.Simd;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.LoadedWeights;
import io.manako.engine.vit.ModelCatalogue;
import io.manako.engine.vit.ModelException;
import io.manako.engine.vit.ModelInfo;
import io.manako.engine.vit.RestingEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one entry point for the app: a model on a device, with which libraries are indexed and searched.
 *
 * <pre>{@code
 * try (Engine engine = Engine.open(EngineConfig.embedded(home));
 *         PhotoLibrary library = engine.openLibrary(directory);
 *         QueryPhoto photo = engine.openPhoto(file)) {
 *     library.index(List.of(folder), ProgressListener.NONE).result().join();
 *     SearchRequest request = new SearchRequest(List.of(new Box(40, 30, 200, 120)), Map.of(), 20, null);
 *     library.search(photo, request).hits().forEach(hit -> show(hit.path(), hit.box()));
 * }
 * }</pre>
 *
 * Thread-safe. Close it after its libraries; closing waits for what runs.
 */
public final class Engine implements AutoCloseable {
    /** Whoever reads through the results for a while must not wait for the model at the next mark. */
    private static final Duration REST_AFTER = Duration.ofMinutes(5);

    private final EngineConfig config;
    private final Devices devices;
    private final Duration restAfter;
    private final ModelInUse model;
    private final Searcher searcher;
    /** Those that are open. Each leaves by itself, and must not wait for who closes them all. */
    private final Set<PhotoLibrary> libraries = ConcurrentHashMap.newKeySet();

    /**
     * Loads a model.
     *
     * @throws ModelException with a whole sentence, if the model or PyTorch's native library cannot be used
     */
    public static Engine open(EngineConfig config) throws ModelException {
        return open(config, REST_AFTER);
    }

    /** @param restAfter how long nobody asks before the model is let go, and what the libraries have in memory of it */
    static Engine open(EngineConfig config, Duration restAfter) throws ModelException {
        // While the model is read the other core is free.
        Thread.ofPlatform().name("manako-warm-up").daemon().start(Simd::warmUp);
        Devices devices = new Devices(config.home());
        return new Engine(config, devices, load(config, devices, restAfter), restAfter);
    }

    private static Encoder load(EngineConfig config, Devices devices, Duration restAfter) throws ModelException {
        return RestingEncoder.load(() -> loadAwake(config, devices), restAfter, devices::onLost);
    }

    private static Encoder loadAwake(EngineConfig config, Devices devices) throws ModelException {
        boolean stretch = config.preprocessing() == EngineConfig.Preprocessing.STRETCH;
        TriedModel model = new TriedModel(config.model(), stretch, config.side());
        try (LoadedWeights weights = new ModelCatalogue(config.home()).open(config.model(), stretch, config.side())) {
            return devices.load(weights, model, config.device(), config.threads());
        }
    }

    private Engine(EngineConfig config, Devices devices, Encoder encoder, Duration restAfter) {
        this.restAfter = restAfter;
        this.config = config;
        this.devices = devices;
        model = new ModelInUse(encoder, devices);
        int threads =
                config.threads() > 0 ? config.threads() : Runtime.getRuntime().availableProcessors();
        searcher = new Searcher(SearchSettings.DEFAULT, threads);
    }

    /** The model that runs, and where. */
    public ModelInfo model() {
        return model.info();
    }

    /** The encoder, for the benchmark and for measuring; another one after {@link #switchTo}. */
    public Encoder encoder() {
        return model.now();
    }

    /**
     * Opens a library, an empty one where there is none yet. One that cannot be written is opened for searching only.
     *
     * @throws io.manako.engine.store.LibraryBusyException if another process has it; the message says which
     * @throws io.manako.engine.store.StoreException if its files cannot be read or written
     */
    public PhotoLibrary openLibrary(Path directory) {
        return openLibrary(LibraryContents.open(directory));
    }

    /** Opens a library of which the contents are open already; they are closed with it, also where it cannot be opened. */
    public synchronized PhotoLibrary openLibrary(LibraryContents contents) {
        PhotoLibrary library = new PhotoLibrary(contents, model, searcher, libraries::remove);
        libraries.add(library);
        return library;
    }

    /** Decodes and encodes a photo for queries. Takes up to a second: keep it off the UI thread. */
    public QueryPhoto openPhoto(Path file) throws UnreadablePhotoException {
        return model.use(encoder -> QueryPhoto.open(file.toAbsolutePath().normalize(), encoder));
    }

    /** The same photo for queries, encoded by the model that answers now; both are to be closed. */
    public QueryPhoto openAgain(QueryPhoto photo) {
        return model.use(photo::by);
    }

    /**
     * Has the photos of the library that is open described by another model, in the background, while the model at hand goes
     * on answering. As soon as every photo whose file is there is described, the other model answers; photos that are open
     * for queries are encoded by it when they are asked with next. What the model at hand has described stays on disk. A job
     * that is cancelled, or ended by a crash, changes nothing, and another one goes on where it was.
     *
     * @param other name of a model in {@code home/models} or a weights file
     * @return its report, where it was not cancelled, says that the other model answers
     * @throws ModelException if the other model cannot be used
     * @throws IllegalArgumentException if it is the model that answers
     * @throws IllegalStateException unless exactly one library is open
     */
    public synchronized IndexJob switchTo(String other, ProgressListener listener) throws ModelException {
        if (libraries.size() != 1) {
            throw new IllegalStateException(libraries.size() + " libraries are open");
        }
        Encoder next = load(config.withModel(other), devices, restAfter);
        if (next.model().fingerprint().equals(model().fingerprint())
                && next.model().name().equals(model().name())) {
            next.close();
            throw new IllegalArgumentException(other + " answers already");
        }
        return libraries.iterator().next().switchTo(next, listener);
    }

    /** Closes the libraries that are still open, then the model. */
    @Override
    public synchronized void close() {
        libraries.forEach(PhotoLibrary::close);
        searcher.close();
        model.close();
    }
}
