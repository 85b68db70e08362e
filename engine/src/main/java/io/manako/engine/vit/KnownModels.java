package io.manako.engine.vit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalogue of models that Manako knows, {@code known.json} of the resources, in its order. */
public final class KnownModels {
    private static final String RESOURCE = "/io/manako/resources/models/known.json";
    private static final List<KnownModel> ALL = read();

    private KnownModels() {}

    /** All of them, the smallest of each family first. */
    public static List<KnownModel> all() {
        return ALL;
    }

    /** The model of a name. */
    public static Optional<KnownModel> named(String name) {
        return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
    }

    /**
     * The model that a weights file is of.
     *
     * @param stem the file's name without its ending
     * @param sha256 of the file, or null while unknown
     */
    public static Optional<KnownModel> ofFile(String stem, @Nullable String sha256) {
        return ALL.stream()
                .filter(model -> model.name().equals(stem)
                        || model.files().contains(stem)
                        || sha256 != null && sha256.equals(model.sha256()))
                .findFirst();
    }

    private static List<KnownModel> read() {
        try (InputStream in = KnownModels.class.getResourceAsStream(RESOURCE)) {
            List<KnownModel> models = new ArrayList<>();
            for (JsonNode model : new ObjectMapper().readTree(in).path("models")) {
                models.add(model(model));
            }
            return List.copyOf(models);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KnownModel model(JsonNode node) {
        JsonNode architecture = node.path("architecture");
        JsonNode preprocessing = node.path("preprocessing");
        List<String> files = new ArrayList<>();
        node.path("files").forEach(file -> files.add(file.asText()));
        return new KnownModel(
                node.path("name").asText(),
                node.path("title").asText(),
                architecture.path("dimension").asInt(),
                architecture.path("blocks").asInt(),
                architecture.path("heads").asInt(),
                architecture.path("patch").asInt(),
                architecture.path("registers").asInt(),
                (float) architecture.path("epsilon").asDouble(),
                preprocessing.path("side").asInt(),
                channels(preprocessing.path("mean")),
                channels(preprocessing.path("deviation")),
                node.path("licence").asText(),
                URI.create(node.path("page").asText()),
                node.path("address").isNull()
                        ? null
                        : URI.create(node.path("address").asText()),
                node.path("megabytes").asInt(),
                node.path("sha256").asText(null),
                files);
    }

    private static float[] channels(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.get(i).asDouble();
        }
        return values;
    }
}
