package io.manako.engine.library;

import io.manako.engine.store.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The XMP files beside a photo, by both of the names that programs give them: {@code photo.jpg.xmp}, which counts more, and
 * {@code photo.xmp}.
 *
 * @param files those that are there, the one that counts more first
 * @param version a number that is another one when a sidecar came, changed or went, or when this program reads more of
 *     metadata than before; never 0
 */
public record Sidecars(List<Path> files, long version) {
    /** To be raised when more is read of metadata: all files are then read again. */
    private static final long READER = 1;

    private static final long PRIME = 1_000_003;
    private static final String ENDING = ".xmp";

    public Sidecars {
        files = List.copyOf(files);
    }

    /** Those of a photo, as they lie on the disk now. */
    public static Sidecars of(Path photo) {
        return among(photo, Sidecars::stamp);
    }

    /** Those of a photo among files that are known to be there. */
    static Sidecars among(Path photo, Map<Path, FileStamp> known) {
        return among(photo, path -> Optional.ofNullable(known.get(path)));
    }

    private static Sidecars among(Path photo, Function<Path, Optional<FileStamp>> stamps) {
        List<Path> files = new ArrayList<>();
        long version = READER;
        String name = String.valueOf(photo.getFileName());
        int dot = name.lastIndexOf('.');
        for (String base : List.of(name, dot < 0 ? name : name.substring(0, dot))) {
            FileStamp stamp = null;
            for (String ending : List.of(ENDING, ENDING.toUpperCase(Locale.ROOT))) {
                Path file = photo.resolveSibling(base + ending);
                if (stamp == null) {
                    stamp = stamps.apply(file).orElse(null);
                    if (stamp != null) {
                        files.add(file);
                    }
                }
            }
            version = mix(version, stamp);
        }
        return new Sidecars(files, version == 0 ? READER : version);
    }

    private static long mix(long version, @Nullable FileStamp stamp) {
        return stamp == null ? version * PRIME : (version * PRIME + stamp.size() + 1) * PRIME + stamp.modified();
    }

    private static Optional<FileStamp> stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile() ? Optional.of(stamp(attributes)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // nearly always: it is not there
        }
    }

    static FileStamp stamp(BasicFileAttributes attributes) {
        return new FileStamp(attributes.size(), attributes.lastModifiedTime().toMillis());
    }

    /** Whether a file has the name of a sidecar. */
    static boolean isNamed(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(ENDING);
    }
}
