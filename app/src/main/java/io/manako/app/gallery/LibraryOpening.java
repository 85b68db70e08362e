package io.manako.app.gallery;

import io.manako.engine.LibraryContents;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a library, if wished while there is no window yet to show it in. Thread-safe. */
final class LibraryOpening implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LibraryOpening.class);

    private final Path directory;
    private final AtomicReference<@Nullable CompletableFuture<LibraryContents>> begun = new AtomicReference<>();

    LibraryOpening(Path directory) {
        this.directory = directory;
    }

    /** Begins to open it in a thread of its own, and reads its lists once: the second time is much faster. */
    void begin() {
        CompletableFuture<LibraryContents> opening = new CompletableFuture<>();
        begun.set(opening);
        Thread thread = new Thread(
                () -> {
                    try {
                        LibraryContents contents = LibraryContents.open(directory);
                        opening.complete(contents);
                        contents.photos();
                    } catch (RuntimeException | LinkageError e) {
                        opening.completeExceptionally(e);
                    }
                },
                "manako-library");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The library that was begun with, once, or else one that is opened now.
     *
     * @throws io.manako.engine.store.StoreException with a whole sentence if it cannot be opened
     */
    LibraryContents take() {
        CompletableFuture<LibraryContents> opening = begun.getAndSet(null);
        if (opening == null) {
            return LibraryContents.open(directory);
        }
        try {
            return opening.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Closes what was begun with where nobody has taken it. */
    @Override
    public void close() {
        CompletableFuture<LibraryContents> opening = begun.getAndSet(null);
        if (opening != null) {
            opening.handle((contents, failure) -> contents)
                    .thenAccept(contents -> {
                        if (contents != null) {
                            contents.close();
                        }
                    })
                    .join();
            LOG.debug("there was no window to show {} in", directory);
        }
    }
}
