package io.manako.engine.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.device.Verdict.Outcome;
import io.manako.engine.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What trials came to, kept in {@code device-trials.json} of the user's data so that they are not made at each start. All of it
 * can be tried again: a file that cannot be read counts as empty, and one that cannot be written is no failure.
 */
final class Verdicts {
    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    Verdicts(Path home) {
        file = home.resolve("device-trials.json");
    }

    /** @param key of device, driver, engine and model */
    Optional<Verdict> get(String key) {
        JsonNode kept = read().path(key);
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().equals(kept.path("outcome").asText())) {
                return Optional.of(new Verdict(outcome, kept.path("detail").asText()));
            }
        }
        return Optional.empty();
    }

    void put(String key, Verdict verdict) {
        ObjectNode all = read();
        all.putObject(key).put("outcome", verdict.outcome().name()).put("detail", verdict.detail());
        write(all);
    }

    void remove(String key) {
        ObjectNode all = read();
        if (all.remove(key) != null) {
            write(all);
        }
    }

    private ObjectNode read() {
        if (Files.isRegularFile(file)) {
            try {
                if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode all) {
                    return all;
                }
            } catch (IOException e) {
                LOG.warn("{} cannot be read", file, e);
            }
        }
        return JSON.createObjectNode();
    }

    private void write(ObjectNode all) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
        } catch (IOException e) {
            LOG.warn("{} cannot be written", file, e);
        }
    }
}
