package io.manako.engine.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What models were measured to cost on this computer, and how well they were measured to find: kept in
 * {@code model-figures.json} of the user's data, by the SHA-256 of their weights. All of it can be measured again, so a file
 * that cannot be read counts as empty. Thread-safe.
 */
public final class ModelFigures {
    private static final Logger LOG = LoggerFactory.getLogger(ModelFigures.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What is known of one model.
     *
     * @param weightBytes that the weights take in memory
     * @param photoMillis to encode a photo as indexing does
     * @param queryMillis to open a photo for a query
     * @param map mean average precision of the default method on data that the user had, from 0 to 100, or null
     */
    public record Figures(
            long weightBytes,
            double photoMillis,
            double queryMillis,
            @Nullable Double map) {}

    private final Path file;

    /** @param home the user's data */
    public ModelFigures(Path home) {
        file = home.resolve("model-figures.json");
    }

    /** All that is known, by SHA-256. */
    public synchronized Map<String, Figures> all() {
        Map<String, Figures> figures = new TreeMap<>();
        read().properties().forEach(model -> {
            JsonNode known = model.getValue();
            figures.put(
                    model.getKey(),
                    new Figures(
                            known.path("weightBytes").asLong(),
                            known.path("photoMillis").asDouble(),
                            known.path("queryMillis").asDouble(),
                            known.path("map").isNumber() ? known.path("map").asDouble() : null));
        });
        return figures;
    }

    /**
     * Keeps what was measured.
     *
     * @param map mean average precision, or null where that was not measured: what is known of it stays
     */
    public synchronized void put(String sha256, ModelBenchmark.Result cost, @Nullable Double map) throws IOException {
        ObjectNode all = read();
        ObjectNode model = all.withObjectProperty(sha256);
        model.put("name", cost.name());
        model.put("weightBytes", cost.weightBytes());
        model.put("photoMillis", cost.photoMillis());
        model.put("queryMillis", cost.queryMillis());
        if (map != null) {
            model.put("map", map);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        WholeFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
    }

    private ObjectNode read() {
        try {
            if (Files.exists(file) && JSON.readTree(file.toFile()) instanceof ObjectNode known) {
                return known;
            }
        } catch (IOException e) {
            LOG.warn("{} is passed over", file, e);
        }
        return JSON.createObjectNode();
    }
}
