package io.manako.engine.vit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The models at hand: the embedded one, and the weights files in the models folder of the user's data. */
public final class ModelCatalogue {
    private static final String SUFFIX = ".safetensors";

    private final Path folder;

    /** @param home the user's data; models are in its folder {@code models} */
    public ModelCatalogue(Path home) {
        folder = home.resolve("models");
    }

    /**
     * A model at hand.
     *
     * @param problem why it cannot be used, a whole sentence, or null
     */
    public record Entry(
            String name,
            String licence,
            String source,
            @Nullable String problem) {}

    /** All models at hand, the embedded one first; those that cannot be used say why. */
    public List<Entry> list() {
        List<Entry> entries = new ArrayList<>();
        entries.add(entry(LoadedWeights.EMBEDDED, null));
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX))
                        .sorted()
                        .toList()) {
                    entries.add(entry(file.getFileName().toString().replace(SUFFIX, ""), file));
                }
            } catch (IOException e) {
                entries.add(new Entry(
                        folder.toString(),
                        "",
                        "",
                        "The folder " + folder + " cannot be read: " + e.getMessage() + "."));
            }
        }
        return entries;
    }

    private static Entry entry(String name, @Nullable Path file) {
        try (LoadedWeights weights =
                file == null ? LoadedWeights.embedded(false, 0) : LoadedWeights.open(file, false, 0)) {
            ModelDescriptor d = weights.descriptor();
            return new Entry(name, d.licence(), d.source(), null);
        } catch (ModelException e) {
            return new Entry(name, "", "", e.getMessage());
        }
    }

    /**
     * Opens a model.
     *
     * @param nameOrFile name of {@link #list} or a weights file; null: the embedded model
     * @param stretch whether photos are stretched to a square instead of keeping their aspect
     * @param side side in pixels of the square that photos have as many patches as, 0: what suits the model
     * @throws ModelException if there is no such model, or its weights cannot be used
     */
    public LoadedWeights open(@Nullable String nameOrFile, boolean stretch, int side) throws ModelException {
        if (nameOrFile == null || nameOrFile.equals(LoadedWeights.EMBEDDED) || nameOrFile.equals("embedded")) {
            return LoadedWeights.embedded(stretch, side);
        }
        Path named = folder.resolve(fileName(nameOrFile));
        if (Files.isRegularFile(named)) {
            return LoadedWeights.open(named, stretch, side);
        }
        try {
            Path file = Path.of(nameOrFile);
            if (Files.exists(file)) {
                return LoadedWeights.open(file, stretch, side);
            }
        } catch (InvalidPathException e) {
            // Then it is no file.
        }
        throw new ModelException("There is no model or weights file " + nameOrFile + ". At hand: "
                + list().stream().map(Entry::name).collect(Collectors.joining(", "))
                + "; more weights go into " + folder + ".");
    }

    /** A name as a file of the models folder; characters that no file name has become underscores. */
    private static String fileName(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_") + SUFFIX;
    }
}
