package io.manako.engine.vit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.engine.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a weights file came into the models folder, kept beside it as {@code NAME.json}; the file must stay as it was then.
 *
 * @param sha256 of the weights file, 64 hex digits
 * @param origin the file or the address that it was made of
 * @param originSha256 of what was there, 64 hex digits; another one where that was no safetensors file
 */
public record ModelRecord(String sha256, String origin, String originSha256) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The record of a weights file, null where there is none that can be understood. */
    public static @Nullable ModelRecord of(Path weights) {
        Path file = file(weights);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            String sha256 = root.path("sha256").asText();
            return sha256.isEmpty()
                    ? null
                    : new ModelRecord(
                            sha256,
                            root.path("origin").asText(),
                            root.path("originSha256").asText(sha256));
        } catch (IOException e) {
            return null;
        }
    }

    /** Keeps the record beside its weights file. */
    public void write(Path weights) throws IOException {
        WholeFile.write(
                file(weights),
                JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsBytes(JSON.createObjectNode()
                                .put("sha256", sha256)
                                .put("origin", origin)
                                .put("originSha256", originSha256)));
    }

    /** Forgets the record of a weights file. */
    public static void delete(Path weights) throws IOException {
        Files.deleteIfExists(file(weights));
    }

    private static Path file(Path weights) {
        return weights.resolveSibling(weights.getFileName().toString().replaceFirst("\\.safetensors$", "") + ".json");
    }
}
