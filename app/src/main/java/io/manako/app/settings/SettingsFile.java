package io.manako.app.settings;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.device.DeviceWish;
import io.manako.engine.file.WholeFile;
import io.manako.engine.lexical.caption.CaptionProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code settings.json} in the program's home. It is written to a temporary file first and moved into place, so that a
 * power cut leaves the old or the new settings, never half of them. A file that cannot be read or understood is set
 * aside. {@link #save} may be called from any thread.
 */
public final class SettingsFile {
    /**
     * What was found.
     *
     * @param broken the file that could not be read or understood, or null if there was none
     */
    public record Loaded(
            Settings settings, boolean firstStart, @Nullable Broken broken) {}

    /**
     * A file that could not be read or understood.
     *
     * @param setAside where it was moved, or null if it could not be moved either
     */
    public record Broken(Path file, @Nullable Path setAside) {}

    private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** No settings are larger; what is was not written by this program. */
    private static final long MAX_BYTES = 1 << 20;

    private final Path home;
    private final Path file;

    public SettingsFile(Path home) {
        this.home = home;
        this.file = home.resolve("settings.json");
    }

    /** The folder of the program's data. */
    public Path home() {
        return home;
    }

    /** Reads the settings; what is missing or unknown has its default. */
    public Loaded load() {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Loaded(Settings.defaults(), true, null);
        }
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
                JsonNode root = JSON.readTree(Files.readAllBytes(file));
                if (root.isObject()) {
                    return new Loaded(read(root), false, null);
                }
            }
        } catch (IOException | InvalidPathException broken) {
            LOG.warn("the settings cannot be read", broken);
        }
        return new Loaded(Settings.defaults(), false, new Broken(file, setAside()));
    }

    private static Settings read(JsonNode root) {
        Settings defaults = Settings.defaults();
        JsonNode last = root.path("lastFolder");
        return new Settings(
                constant(LanguageChoice.class, root.path("language")).orElse(defaults.language()),
                constant(Theme.class, root.path("theme")).orElse(defaults.theme()),
                root.path("textScale").asDouble(defaults.textScale()),
                root.path("overlayOpacity").asDouble(defaults.overlayOpacity()),
                root.path("thumbnailScale").asDouble(defaults.thumbnailScale()),
                root.path("glance").asBoolean(defaults.glance()),
                root.path("shortSidecars").asBoolean(defaults.shortSidecars()),
                captions(root.path("captions")),
                new ModelChoice(text(root.path("model")), text(root.path("nextModel"))),
                constant(DeviceWish.class, root.path("device")).orElse(defaults.device()),
                updates(root.path("updates")),
                last.isTextual() ? Path.of(last.asText()) : null,
                window(root.path("window")));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }

    private static CaptionChoice captions(JsonNode node) {
        CaptionChoice defaults = CaptionChoice.defaults();
        return new CaptionChoice(
                node.path("endpoint").asText(defaults.endpoint()),
                node.path("remote").asBoolean(defaults.remote()),
                constant(CaptionProtocol.class, node.path("protocol")).orElse(defaults.protocol()),
                node.path("model").asText(defaults.model()),
                node.path("prompt").asText(defaults.prompt()),
                node.path("timeout").asInt(defaults.timeout()),
                node.path("concurrency").asInt(defaults.concurrency()),
                node.path("closer").asBoolean(defaults.closer()));
    }

    private static void put(CaptionChoice captions, ObjectNode node) {
        node.put("endpoint", captions.endpoint());
        node.put("remote", captions.remote());
        node.put("protocol", captions.protocol().name());
        node.put("model", captions.model());
        node.put("prompt", captions.prompt());
        node.put("timeout", captions.timeout());
        node.put("concurrency", captions.concurrency());
        node.put("closer", captions.closer());
    }

    private static UpdateChoice updates(JsonNode node) {
        UpdateChoice defaults = UpdateChoice.defaults();
        return new UpdateChoice(
                node.path("on").asBoolean(defaults.on()),
                node.path("address").asText(defaults.address()),
                node.path("asked").asLong(defaults.asked()),
                node.path("passed").asText(defaults.passed()));
    }

    private static void put(UpdateChoice updates, ObjectNode node) {
        node.put("on", updates.on());
        node.put("address", updates.address());
        node.put("asked", updates.asked());
        node.put("passed", updates.passed());
    }

    private static @Nullable WindowPlace window(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        List<Double> dividers = new ArrayList<>();
        node.path("dividers").forEach(divider -> dividers.add(divider.asDouble(Double.NaN)));
        try {
            return new WindowPlace(
                    node.path("x").asDouble(Double.NaN),
                    node.path("y").asDouble(Double.NaN),
                    node.path("width").asDouble(Double.NaN),
                    node.path("height").asDouble(Double.NaN),
                    node.path("maximised").asBoolean(),
                    dividers);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, JsonNode node) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(node.asText())) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }

    private @Nullable Path setAside() {
        Path aside = file.resolveSibling("settings-broken-" + System.currentTimeMillis() + ".json");
        try {
            return Files.move(file, aside);
        } catch (IOException e) {
            LOG.warn("the settings cannot be set aside", e);
            return null;
        }
    }

    public synchronized void save(Settings settings) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("language", settings.language().name());
        root.put("theme", settings.theme().name());
        root.put("textScale", settings.textScale());
        root.put("overlayOpacity", settings.overlayOpacity());
        root.put("thumbnailScale", settings.thumbnailScale());
        root.put("glance", settings.glance());
        root.put("shortSidecars", settings.shortSidecars());
        put(settings.captions(), root.putObject("captions"));
        root.put("model", settings.model().model());
        root.put("nextModel", settings.model().next());
        root.put("device", settings.device().name());
        put(settings.updates(), root.putObject("updates"));
        if (settings.lastFolder() != null) {
            root.put("lastFolder", settings.lastFolder().toString());
        }
        WindowPlace window = settings.window();
        if (window != null) {
            ObjectNode place = root.putObject("window");
            place.put("x", window.x());
            place.put("y", window.y());
            place.put("width", window.width());
            place.put("height", window.height());
            place.put("maximised", window.maximised());
            ArrayNode dividers = place.putArray("dividers");
            window.dividers().forEach(dividers::add);
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("The settings have no folder to be written to: " + file);
        }
        Files.createDirectories(directory);
        WholeFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    }
}
