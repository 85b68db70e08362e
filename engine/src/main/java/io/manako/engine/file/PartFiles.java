package io.manako.engine.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are being written, beside the place that they are moved to when they are whole. A process that is killed leaves its
 * own behind; who writes into the same folder later deletes them. Thread-safe.
 */
public final class PartFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PartFiles.class);
    private static final String GLOB = ".manako-*.part";
    private static final Pattern NAME = Pattern.compile("\\.manako-(?:(\\d{1,18})-)?[0-9a-f]{1,16}\\.part");

    /** Nobody writes for so long without adding something; also not on another computer, whose processes are not seen here. */
    private static final Duration STALE = Duration.ofDays(1);

    /** Folders in which this process has looked. */
    private static final Set<Path> SWEPT = ConcurrentHashMap.newKeySet();

    private PartFiles() {}

    /** A name that no file in a folder has. It says which process writes it. */
    public static Path in(Path folder) {
        return folder.resolve(".manako-" + ProcessHandle.current().pid() + "-"
                + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".part");
    }

    /** Deletes what processes that are gone left in a folder; looks once in each. What cannot be deleted stays. */
    static void sweepOnce(Path folder) {
        if (SWEPT.add(folder)) {
            sweep(folder, Instant.now());
        }
    }

    static void sweep(Path folder, Instant now) {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, GLOB)) {
            for (Path part : parts) {
                if (isLeft(part, now)) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("What was left half written in {} stays", folder, e);
        }
    }

    private static boolean isLeft(Path part, Instant now) throws IOException {
        Matcher name = NAME.matcher(part.getFileName().toString());
        return name.matches()
                && Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)
                && Files.getLastModifiedTime(part).toInstant().isBefore(now.minus(STALE))
                && (name.group(1) == null
                        || ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty());
    }
}
