package io.manako.app.settings;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code settings.json} in the program's home. It is written to a temporary file first and moved into place, so that a
 * power cut leaves the old or the new settings, never half of them. A file that cannot be understood is set aside.
 * {@link #save} may be called from any thread.
 */
public final class SettingsFile {
    /**
     * What was found.
     *
     * @param setAside where a broken file was moved, or null if there was none
     */
    public record Loaded(
            Settings settings, boolean firstStart, @Nullable Path setAside) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public SettingsFile(Path home) {
        this.file = home.resolve("settings.json");
    }

    /**
     * Reads the settings; what is missing or unknown has its default.
     *
     * @throws IOException if the file is there and cannot be read at all
     */
    public Loaded load() throws IOException {
        if (!Files.exists(file)) {
            return new Loaded(Settings.defaults(), true, null);
        }
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            if (!root.isObject()) {
                return new Loaded(Settings.defaults(), false, setAside());
            }
            return new Loaded(read(root), false, null);
        } catch (JacksonException | InvalidPathException broken) {
            return new Loaded(Settings.defaults(), false, setAside());
        }
    }

    private static Settings read(JsonNode root) {
        Settings defaults = Settings.defaults();
        JsonNode last = root.path("lastFolder");
        return new Settings(
                constant(Language.class, root.path("language")).orElse(defaults.language()),
                constant(Theme.class, root.path("theme")).orElse(defaults.theme()),
                last.isTextual() ? Path.of(last.asText()) : null,
                root.path("overlayOpacity").asDouble(defaults.overlayOpacity()));
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, JsonNode node) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(node.asText())) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }

    private Path setAside() throws IOException {
        Path aside = file.resolveSibling("settings-broken-" + System.currentTimeMillis() + ".json");
        Files.move(file, aside);
        return aside;
    }

    public synchronized void save(Settings settings) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("language", settings.language().name());
        root.put("theme", settings.theme().name());
        if (settings.lastFolder() != null) {
            root.put("lastFolder", settings.lastFolder().toString());
        }
        root.put("overlayOpacity", settings.overlayOpacity());

        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("The settings have no folder to be written to: " + file);
        }
        Files.createDirectories(directory);
        WholeFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    }
}
