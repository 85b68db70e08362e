package io.manako.engine.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.device.Verdict.Outcome;
import io.manako.engine.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What trials came to, kept in {@code device-trials.json} of the user's data so that they are not made at each start. A failure
 * that may pass is due to be tried again at the next start, then after a day, then after a week, and counts as lasting after that:
 * a trial may keep a start waiting for minutes. So does a failure at work, whatever the trials between say. All of it can be tried again: a file that cannot be read counts as empty, and one
 * that cannot be written is no failure.
 */
final class Verdicts {
    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAILURES = "failures"; // in a row
    private static final String LOST = "lost"; // failures at work, which no trial that passes wipes out

    /** After so many failures in a row the next trial waits so long. */
    private static final List<Duration> WAITS = List.of(Duration.ZERO, Duration.ofDays(1), Duration.ofDays(7));

    /** What has worked for so long since its trial fails for the first time. */
    private static final Duration WORKS = Duration.ofDays(30);

    private final Path file;
    private final InstantSource clock;

    Verdicts(Path home, InstantSource clock) {
        file = home.resolve("device-trials.json");
        this.clock = clock;
    }

    /**
     * What is known; empty, too, where it is time to try again.
     *
     * @param key of device, driver, engine and model
     */
    Optional<Verdict> get(String key) {
        JsonNode kept = read().path(key);
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().equals(kept.path("outcome").asText())) {
                Verdict verdict = new Verdict(outcome, kept.path("detail").asText());
                return verdict.mayPass() && isDue(kept) ? Optional.empty() : Optional.of(verdict);
            }
        }
        return Optional.empty();
    }

    private boolean isDue(JsonNode kept) {
        int failures = kept.path(FAILURES).asInt();
        if (failures > WAITS.size()) {
            return false;
        }
        long since = clock.millis() - kept.path("at").asLong();
        // Less than nothing: the clock was set back, and says nothing of how long it was.
        return since < 0 || failures < 1 || since >= WAITS.get(failures - 1).toMillis();
    }

    void put(String key, Verdict verdict) {
        ObjectNode all = read();
        JsonNode before = all.path(key);
        int lost = before.path(LOST).asInt();
        put(all, key, verdict, verdict.mayPass() ? before.path(FAILURES).asInt() + 1 : lost, lost);
    }

    /** Notes that what passed its trial has failed at work. */
    void lost(String key, String detail) {
        ObjectNode all = read();
        JsonNode before = all.path(key);
        boolean worked = clock.millis() - before.path("at").asLong() >= WORKS.toMillis();
        int lost = worked ? 1 : before.path(FAILURES).asInt() + 1;
        put(all, key, new Verdict(Outcome.FAILED, detail), lost, lost);
    }

    private void put(ObjectNode all, String key, Verdict verdict, int failures, int lost) {
        all.putObject(key)
                .put("outcome", verdict.outcome().name())
                .put("detail", verdict.detail())
                .put(FAILURES, failures)
                .put(LOST, lost)
                .put("at", clock.millis());
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
