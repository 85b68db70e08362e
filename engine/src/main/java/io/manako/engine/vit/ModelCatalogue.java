package io.manako.engine.vit;

import io.manako.engine.checkpoint.StateDict;
import io.manako.engine.message.Message;
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
     * @param bytes of its weights file
     * @param sha256 of its weights file, 64 hex digits, empty where it cannot be read
     * @param shape what it is made of, null where it cannot be read
     * @param record how it came here, null for the embedded model and for files that were put here by hand
     * @param problem why it cannot be used, or null
     */
    public record Entry(
            String name,
            long bytes,
            String sha256,
            String licence,
            String source,
            @Nullable ModelShape shape,
            @Nullable ModelRecord record,
            @Nullable Message problem) {}

    /** Where weights files lie. */
    public Path folder() {
        return folder;
    }

    /** The weights file of a name, whether it is there or not. */
    public Path fileOf(String name) {
        return folder.resolve(fileName(name));
    }

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
                Message unreadable = Message.of("engine.models.folder", folder, e.getMessage());
                entries.add(new Entry(folder.toString(), 0, "", "", "", null, null, unreadable));
            }
        }
        return entries;
    }

    private static Entry entry(String name, @Nullable Path file) {
        ModelRecord record = file == null ? null : ModelRecord.of(file);
        try (LoadedWeights weights =
                file == null ? LoadedWeights.embedded(false, 0) : unchanged(file, record, false, 0)) {
            ModelDescriptor d = weights.descriptor();
            return new Entry(
                    name,
                    weights.file().size(),
                    weights.sha256(),
                    d.licence(),
                    d.source(),
                    ModelShape.of(weights),
                    record,
                    null);
        } catch (ModelException e) {
            return new Entry(name, 0, "", "", "", null, record, e.wording());
        }
    }

    /** Opens a file of the folder, which must be as it was when it came. */
    private static LoadedWeights unchanged(Path file, @Nullable ModelRecord record, boolean stretch, int side)
            throws ModelException {
        LoadedWeights weights = LoadedWeights.open(file, stretch, side);
        if (record != null && !record.sha256().equals(weights.sha256())) {
            weights.close();
            throw new ModelException(
                    Message.of("engine.models.changed", file, record.sha256(), weights.sha256()), null);
        }
        return weights;
    }

    /** Whether what somebody typed is the name of a model; {@code embedded} is one, too. */
    public static boolean isCalled(String name, String typed) {
        return typed.equals(name) || name.equals(LoadedWeights.EMBEDDED) && typed.equals("embedded");
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
        if (nameOrFile == null || isCalled(LoadedWeights.EMBEDDED, nameOrFile)) {
            return LoadedWeights.embedded(stretch, side);
        }
        Path named = fileOf(nameOrFile);
        if (Files.isRegularFile(named)) {
            return unchanged(named, ModelRecord.of(named), stretch, side);
        }
        try {
            Path file = Path.of(nameOrFile);
            if (Files.isRegularFile(file) && StateDict.looksLike(file)) {
                throw new ModelException(Message.of("engine.models.import-first", file), null);
            }
            if (Files.exists(file)) {
                return LoadedWeights.open(file, stretch, side);
            }
        } catch (ModelException e) {
            throw e;
        } catch (IOException e) {
            throw new ModelException(Message.of("engine.models.unreadable", nameOrFile, e.getMessage()), e);
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
