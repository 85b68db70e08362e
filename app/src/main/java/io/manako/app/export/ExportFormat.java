package io.manako.app.export;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a ranking can be written as; the ending of a file's name decides. */
public enum ExportFormat {
    CSV,
    JSON,
    HTML,
    PDF,
    PNG;

    /** Whether it lists the hits, and does without the query photo. */
    public boolean isList() {
        return this == CSV || this == JSON;
    }

    /** With the dot: {@code .csv}. */
    public String ending() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /** The format that a file's name asks for. */
    public static Optional<ExportFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith(format.ending()))
                .findFirst();
    }

    /** All endings, to be told in a sentence. */
    public static String endings() {
        return Arrays.stream(values()).map(ExportFormat::ending).collect(Collectors.joining(", "));
    }
}
