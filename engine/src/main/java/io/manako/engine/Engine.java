package io.manako.engine;

import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.search.Explainer;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.search.Searcher;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.vector.Simd;
import io.manako.engine.vit.DjlEncoder;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.LoadedWeights;
import io.manako.engine.vit.ModelCatalogue;
import io.manako.engine.vit.ModelException;
import io.manako.engine.vit.ModelInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    private static final WindowLayout WINDOWS = WindowLayout.MULTI_SCALE;

    private final Encoder encoder;
    private final Searcher searcher;
    private final List<PhotoLibrary> libraries = new ArrayList<>();

    /**
     * Loads a model.
     *
     * @throws ModelException with a whole sentence, if the model or PyTorch's native library cannot be used
     */
    public static Engine open(EngineConfig config) throws ModelException {
        int threads =
                config.threads() > 0 ? config.threads() : Runtime.getRuntime().availableProcessors();
        // While the model is read the other core is free.
        Thread.ofPlatform().name("manako-warm-up").daemon().start(Simd::warmUp);
        try (LoadedWeights weights = new ModelCatalogue(config.home())
                .open(config.model(), config.preprocessing() == EngineConfig.Preprocessing.STRETCH, config.side())) {
            return new Engine(DjlEncoder.load(weights, config.threads(), true), threads);
        }
    }

    private Engine(Encoder encoder, int threads) {
        this.encoder = encoder;
        searcher = new Searcher(SearchSettings.DEFAULT, threads);
    }

    /** The model that runs, and where. */
    public ModelInfo model() {
        return encoder.model();
    }

    /** The encoder, for the benchmark and for measuring. */
    public Encoder encoder() {
        return encoder;
    }

    /**
     * Opens a library, an empty one where there is none yet. One that cannot be written is opened for searching only.
     *
     * @throws io.manako.engine.store.LibraryBusyException if another process has it; the message says which
     * @throws io.manako.engine.store.StoreException if its files cannot be read or written
     */
    public synchronized PhotoLibrary openLibrary(Path directory) {
        PhotoLibrary library = new PhotoLibrary(
                LibraryStore.openOrRestore(directory), encoder, searcher, new Explainer(WINDOWS), WINDOWS);
        libraries.add(library);
        return library;
    }

    /** Decodes and encodes a photo for queries. Takes up to a second: keep it off the UI thread. */
    public QueryPhoto openPhoto(Path file) throws UnreadablePhotoException {
        return QueryPhoto.open(file.toAbsolutePath().normalize(), encoder);
    }

    /** Closes the libraries that are still open, then the model. */
    @Override
    public synchronized void close() {
        libraries.forEach(PhotoLibrary::close);
        searcher.close();
        encoder.close();
    }
}
