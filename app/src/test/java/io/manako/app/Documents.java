package io.manako.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the project says of itself, read by the tests that hold it to its word. */
public final class Documents {
    /** The project's folder: tests run in their module's. */
    public static final Path PROJECT = Path.of("..");

    private Documents() {}

    /** All of them: under docs, and what stands beside what it is about. */
    public static List<Path> all() throws IOException {
        return Stream.concat(
                        files(PROJECT.resolve("docs"), ".md").stream(),
                        Stream.of("README.md", "installers/README.md", "resources/model/README.md")
                                .map(PROJECT::resolve))
                .toList();
    }

    static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
