package io.manako.engine.store;

import io.manako.engine.vit.ModelInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files in a library's folder that hold what a model made of its photos: for each model, and the settings that it was used
 * with, one of descriptors and one of the labels that were learned from them.
 */
final class DescriptorFiles {
    private static final int FINGERPRINT = 12;
    private static final Pattern NAME = Pattern.compile(
            "(?:descriptors|labels)-((.+)-[A-Za-z0-9]{1," + FINGERPRINT + "})\\.(?:mv\\.db|trace\\.db|bin)");

    private DescriptorFiles() {}

    /** Without {@link H2File#SUFFIX}. */
    static String nameFor(ModelInfo model) {
        return "descriptors-" + stem(model);
    }

    /** The file of the labels that were learned from a model's descriptors. */
    static Path labels(Path directory, ModelInfo model) {
        return directory.resolve("labels-" + stem(model) + ".bin");
    }

    static boolean isLabels(Path file) {
        return nameOf(file).startsWith("labels-") && NAME.matcher(nameOf(file)).matches();
    }

    private static String stem(ModelInfo model) {
        String fingerprint = model.fingerprint().replaceAll("[^A-Za-z0-9]", "");
        return safe(model.name()) + "-" + fingerprint.substring(0, Math.min(FINGERPRINT, fingerprint.length()));
    }

    /** A name as it stands in file names. */
    static String safe(String model) {
        return model.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /** All there are. */
    static List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> NAME.matcher(nameOf(file)).matches())
                    .sorted()
                    .toList();
        }
    }

    /** The name of the model that has described what is in a file, characters that no file name has as underscores. */
    static String modelOf(Path file) {
        return matched(file).group(2);
    }

    /** Whether a file is of the descriptors of a {@linkplain #nameFor name}, or was learned from them. */
    static boolean belongs(Path file, String name) {
        return name.equals("descriptors-" + matched(file).group(1));
    }

    private static Matcher matched(Path file) {
        Matcher matcher = NAME.matcher(nameOf(file));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(file + " holds no descriptors");
        }
        return matcher;
    }

    /** Those of one model. */
    static List<Path> of(Path directory, String model) throws IOException {
        List<Path> files = new ArrayList<>(list(directory));
        files.removeIf(file -> !modelOf(file).equals(safe(model)));
        return files;
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }
}
