package io.manako.engine.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.engine.file.WholeFile;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * What has come of a file so far, and beside it what it is of: the rest is only added to the same version of the same file.
 * One process at a time has it.
 */
final class PartFile implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    /** @throws NetException if another download writes it */
    static PartFile open(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new PartFile(file, channel, lock);
            }
        } catch (OverlappingFileLockException e) {
            // Another thread of this program has it.
        }
        channel.close();
        throw NetException.lasting("engine.net.twice", file.getFileName());
    }

    private PartFile(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /** Bytes that are free where it lies. */
    long room() throws IOException {
        return Files.getFileStore(file).getUsableSpace();
    }

    FileChannel channel() {
        return channel;
    }

    /** The server's name for the version that has begun to come, null where there is nothing to go on with. */
    @Nullable
    String version(URI address) throws IOException {
        if (channel.size() == 0 || !Files.isRegularFile(note(file))) {
            return null;
        }
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(note(file)));
            boolean same = root.path("address").asText().equals(address.toString());
            return same ? root.path("version").asText(null) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Begins anew.
     *
     * @param version the server's name for it, or null if it has none: then a broken download begins anew again
     */
    void begin(URI address, @Nullable String version) throws IOException {
        Files.deleteIfExists(note(file));
        channel.truncate(0);
        if (version != null) {
            WholeFile.write(
                    note(file),
                    JSON.writeValueAsBytes(JSON.createObjectNode()
                            .put("address", address.toString())
                            .put("version", version)));
        }
    }

    /** Deletes what has come. */
    static void delete(Path file) throws IOException {
        Files.deleteIfExists(note(file));
        Files.deleteIfExists(file);
    }

    private static Path note(Path file) {
        return file.resolveSibling(file.getFileName() + ".json");
    }

    @Override
    public void close() throws IOException {
        boolean empty = channel.size() == 0;
        lock.release();
        channel.close();
        if (empty) {
            delete(file); // nothing to go on with
        }
    }
}
