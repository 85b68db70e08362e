package io.manako.engine.store;

import io.manako.engine.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that keeps what was learned of a library's tags. All of it can be learned again: whatever goes wrong with it is a line
 * in the log and no failure, and a file that is of no use is deleted.
 */
public final class LabelFile {
    /** Bytes; of more than forty thousand tags of the embedded model. */
    static final int LARGEST = 64 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(LabelFile.class);

    private final Path file;
    private final boolean readOnly;

    LabelFile(Path file, boolean readOnly) {
        this.file = file;
        this.readOnly = readOnly;
    }

    /** Makes something of what is in the file. */
    @FunctionalInterface
    public interface Reader<T> {
        /** @throws IOException saying what the bytes are, if they are not what is wanted */
        T read(byte[] bytes) throws IOException;
    }

    /** What is kept; empty where there is nothing, or nothing of use. */
    public <T> Optional<T> read(Reader<T> reader) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException("too large");
            }
            return Optional.of(reader.read(Files.readAllBytes(file)));
        } catch (IOException | RuntimeException e) {
            LOG.warn("What was learned of the tags is learned again: {} is of no use ({})", file, e.getMessage());
            delete();
            return Optional.empty();
        }
    }

    /** Throws away what was learned with every model. */
    static void deleteAll(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(DescriptorFiles::isLabels).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw StoreException.unusable(directory, e);
        }
    }

    private void delete() {
        if (!readOnly) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("{} cannot be deleted: {}", file, String.valueOf(e));
            }
        }
    }

    /** Keeps something in the place of what was kept; at any moment the file is the old one or the new one, whole. */
    public void write(byte[] bytes) {
        if (readOnly) {
            return;
        }
        try {
            if (bytes.length > LARGEST) {
                throw new IOException("it is too large");
            }
            WholeFile.write(file, bytes);
        } catch (IOException e) {
            LOG.warn("What was learned of the tags is not kept in {}: {}", file, e.getMessage());
        }
    }
}
