package io.manako.engine.store;

import io.manako.engine.vit.ModelInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
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

    /** What the files of each model take on the disk, by the models' names; those that are open are not spare. */
    static List<DescriptorUse> use(Path directory, Predicate<Path> isOpen) throws IOException {
        Map<String, DescriptorUse> uses = new TreeMap<>();
        for (Path file : list(directory)) {
            long bytes = Files.size(file);
            uses.merge(
                    modelOf(file),
                    new DescriptorUse(modelOf(file), bytes, isOpen.test(file) ? 0 : bytes),
                    (one, other) ->
                            new DescriptorUse(one.model(), one.bytes() + other.bytes(), one.spare() + other.spare()));
        }
        return List.copyOf(uses.values());
    }

    /** Deletes those of one model that are not open, and says how many bytes that are. */
    static long delete(Path directory, String model, Predicate<Path> isOpen) throws IOException {
        long freed = 0;
        for (Path file : of(directory, model)) {
            if (!isOpen.test(file)) {
                long bytes = Files.size(file);
                Files.delete(file);
                freed += bytes;
            }
        }
        return freed;
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }
}
