package io.manako.engine.index;

import io.manako.engine.library.PhotoFindings;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.FileRow;
import io.manako.engine.task.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the metadata of files that are known and have not changed themselves: once after an older program, and where a
 * sidecar came, changed or went. Of a photo's file hardly more than its headers is read.
 */
final class MetadataPass {
    private static final Logger LOG = LoggerFactory.getLogger(MetadataPass.class);

    /** A commit waits for the disk, so it serves many files. */
    private static final int COMMIT_FILES = 256;

    /** Reads what is said of a photo. */
    @FunctionalInterface
    interface Reader {
        PhotoFindings read(Path file) throws IOException;
    }

    private final Catalogue catalogue;
    private final Reader reader;
    private final Tally tally;
    private final Runnable awaitTurn;
    private final Consumer<Progress> listener;
    private final Map<Path, PhotoFindings> read = new LinkedHashMap<>();

    /** @param awaitTurn called before each file; what it throws ends the pass, and what was read is kept */
    MetadataPass(Catalogue catalogue, Reader reader, Tally tally, Runnable awaitTurn, Consumer<Progress> listener) {
        this.catalogue = catalogue;
        this.reader = reader;
        this.tally = tally;
        this.awaitTurn = awaitTurn;
        this.listener = listener;
    }

    void over(List<FileRow> files) {
        int done = 0;
        try {
            for (FileRow file : files) {
                awaitTurn.run();
                try {
                    read.put(file.path(), reader.read(file.path()));
                } catch (IOException | RuntimeException e) {
                    // One photo must not end the pass over all others.
                    LOG.warn("the next run tries again to read the metadata of {}", file.path(), e);
                }
                listener.accept(Progress.of("index.metadata", ++done, files.size()));
                if (read.size() == COMMIT_FILES) {
                    commit();
                }
            }
        } finally {
            commit();
        }
    }

    private void commit() {
        if (!read.isEmpty()) {
            catalogue.write(writer -> read.forEach((file, found) -> {
                writer.putMetadata(file, found.metadata(), found.version());
                tally.broken.addAll(found.broken());
            }));
            read.clear();
        }
    }
}
