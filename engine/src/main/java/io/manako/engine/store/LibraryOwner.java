package io.manako.engine.store;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The process that has a library open, as it wrote itself down.
 *
 * @param pid its number on its host
 * @param host name of the computer
 * @param command how it was started, shortened
 * @param since when it opened the library
 */
public record LibraryOwner(long pid, String host, String command, Instant since) {
    private static final int COMMAND_LENGTH = 120;

    /** This process, now. */
    static LibraryOwner current() {
        String command = System.getProperty("sun.java.command", "");
        if (command.isBlank()) {
            command = ProcessHandle.current().info().command().orElse("java");
        }
        return new LibraryOwner(
                ProcessHandle.current().pid(),
                hostName(),
                command.length() > COMMAND_LENGTH ? command.substring(0, COMMAND_LENGTH) + "…" : command,
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** When it opened the library, in this computer's time zone. */
    String sinceLocally() {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                .withZone(ZoneId.systemDefault())
                .format(since);
    }

    void write(Path file) throws IOException {
        String text =
                "pid=" + pid + "\nhost=" + escape(host) + "\ncommand=" + escape(command) + "\nsince=" + since + "\n";
        Files.writeString(file, text);
    }

    /** The owner written in a file, or null where there is none that makes sense. */
    static @Nullable LibraryOwner read(Path file) {
        Properties entries = new Properties();
        try {
            entries.load(new StringReader(Files.readString(file)));
            return new LibraryOwner(
                    Long.parseLong(entries.getProperty("pid", "")),
                    entries.getProperty("host", "?"),
                    entries.getProperty("command", "?"),
                    Instant.parse(entries.getProperty("since", "")));
        } catch (IOException | UncheckedIOException | IllegalArgumentException | DateTimeParseException e) {
            return null;
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this computer";
        }
    }

    /** Properties syntax: a backslash of a Windows path starts an escape. */
    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", " ").replace("\r", " ");
    }
}
