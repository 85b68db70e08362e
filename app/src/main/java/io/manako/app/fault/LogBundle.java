package io.manako.app.fault;

import io.manako.engine.file.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** A ZIP of the logs, the settings and what the program runs on, for a bug report; no photo and no library is in it. */
public final class LogBundle {
    private static final int LOGS = 7;

    /** Of a longer file the end is taken, where the error is. */
    private static final int MAX_BYTES = 8 << 20;

    private final Path home;

    /** @param home folder of the program's data */
    public LogBundle(Path home) {
        this.home = home;
    }

    /**
     * Writes the bundle; blocking.
     *
     * @param fault what it is about, or null
     * @return {@code out}
     */
    public Path write(Path out, @Nullable Fault fault) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            add(zip, "about.txt", about(fault).getBytes(StandardCharsets.UTF_8));
            Path settings = home.resolve("settings.json");
            if (Files.isRegularFile(settings)) {
                add(zip, "settings.json", end(settings));
            }
            for (Path log : logs()) {
                add(zip, "logs/" + log.getFileName(), end(log));
            }
        }
        WholeFile.write(out, bytes.toByteArray());
        return out;
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("logs"))) {
            return files.filter(file -> file.getFileName().toString().matches("manako-.*\\.log"))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted(Comparator.reverseOrder())
                    .limit(LOGS)
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    private static byte[] end(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - MAX_BYTES));
            return Channels.newInputStream(channel).readNBytes(MAX_BYTES);
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static String about(@Nullable Fault fault) {
        Runtime runtime = Runtime.getRuntime();
        String version = LogBundle.class.getPackage().getImplementationVersion();
        StringWriter text = new StringWriter();
        try (PrintWriter lines = new PrintWriter(text)) {
            lines.println("Manako " + (version == null ? "(not packaged)" : version) + ", " + Instant.now());
            lines.println("Java " + Runtime.version() + ", JavaFX " + System.getProperty("javafx.runtime.version"));
            lines.println(System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                    + System.getProperty("os.arch") + ", " + runtime.availableProcessors() + " cores");
            lines.println("heap " + (runtime.totalMemory() >> 20) + " of at most " + (runtime.maxMemory() >> 20)
                    + " MB, language " + Locale.getDefault().toLanguageTag());
            if (fault != null) {
                lines.println();
                lines.println(fault.code());
                fault.failure().printStackTrace(lines);
            }
        }
        return text.toString();
    }
}
