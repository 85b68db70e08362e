package io.manako.app.cli;

import io.manako.engine.Engine;
import io.manako.engine.EngineConfig;
import io.manako.engine.PhotoLibrary;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.LibraryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where commands get libraries from: opened for one command, or lent by the window that has them open. */
public interface Libraries {
    /** Opens them for the command. */
    Libraries OWN = new Libraries() {
        @Override
        public Opened open(EngineConfig config, Path directory) throws IOException {
            LibraryStore.requireFree(
                    directory); // whoever has it may take the command over, and no model is loaded here
            Engine engine = Engine.open(config);
            try {
                return new Opened(engine, engine.openLibrary(directory), engine::close);
            } catch (RuntimeException e) {
                engine.close();
                throw e;
            }
        }

        @Override
        public OpenedStore openStore(Path directory) {
            LibraryStore store = LibraryStore.openOrRestore(directory);
            return new OpenedStore(
                    store,
                    change -> {
                        store.requireWritable();
                        change.accept(store.catalogue());
                    },
                    store::close);
        }
    };

    /**
     * A library that can be indexed and searched.
     *
     * @throws IOException with a whole sentence if the model cannot be loaded
     * @throws io.manako.engine.store.StoreException with a whole sentence if the library cannot be opened
     */
    Opened open(EngineConfig config, Path directory) throws IOException;

    /**
     * What a library knows, without a model.
     *
     * @throws io.manako.engine.store.StoreException with a whole sentence if the library cannot be opened
     */
    OpenedStore openStore(Path directory);

    /** @param whenDone gives back or closes */
    record Opened(Engine engine, PhotoLibrary library, Runnable whenDone) implements AutoCloseable {
        @Override
        public void close() {
            whenDone.run();
        }
    }

    /**
     * @param changeFolders as {@link PhotoLibrary#changeFolders}, which a library that is in use elsewhere notices
     * @param whenDone gives back or closes
     */
    record OpenedStore(LibraryStore store, Consumer<Consumer<Catalogue>> changeFolders, Runnable whenDone)
            implements AutoCloseable {
        @Override
        public void close() {
            whenDone.run();
        }
    }
}
