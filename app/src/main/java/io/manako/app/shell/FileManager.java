package io.manako.app.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Hands files to the system's own programs. No shell is between, so a file may be named as it likes. Blocking calls.
 */
final class FileManager {
    /** How long a starter may take; one that is still busy then has started its program in itself. */
    private static final long PATIENCE_SECONDS = 10;

    private final String os;

    FileManager() {
        this(System.getProperty("os.name", ""));
    }

    /** @param os the system's name as Java tells it */
    FileManager(String os) {
        this.os = os;
    }

    /** Shows a file in the file manager, selected where it can do that. */
    void reveal(Path file) throws IOException {
        run(file, revealing(file));
    }

    /** Opens a file in the program that the user has chosen for its kind. */
    void open(Path file) throws IOException {
        run(file, opening(file));
    }

    List<List<String>> revealing(Path file) {
        if (os.startsWith("Windows")) {
            return List.of(List.of("explorer.exe", "/select,", file.toString()));
        }
        if (os.startsWith("Mac")) {
            return List.of(List.of("open", "-R", file.toString()));
        }
        // Commas part the items of an array.
        String uri = file.toUri().toASCIIString().replace(",", "%2C");
        return List.of(
                List.of(
                        "dbus-send",
                        "--session",
                        "--print-reply",
                        "--dest=org.freedesktop.FileManager1",
                        "/org/freedesktop/FileManager1",
                        "org.freedesktop.FileManager1.ShowItems",
                        "array:string:" + uri,
                        "string:"),
                List.of("xdg-open", String.valueOf(file.getParent())));
    }

    List<List<String>> opening(Path file) {
        if (os.startsWith("Windows")) {
            return List.of(List.of("explorer.exe", file.toString()));
        }
        return List.of(List.of(os.startsWith("Mac") ? "open" : "xdg-open", file.toString()));
    }

    /** The first command that can be started and does not fail. */
    private void run(Path file, List<List<String>> commands) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!tryAll(commands)) {
            throw new IOException(String.join(" ", commands.getLast()));
        }
    }

    boolean tryAll(List<List<String>> commands) throws IOException {
        for (List<String> command : commands) {
            try {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                // The Explorer ends with 1 when all is well.
                if (!ended || process.exitValue() == 0 || os.startsWith("Windows")) {
                    return true;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (IOException e) {
                // Not installed: the next one.
            }
        }
        return false;
    }
}
