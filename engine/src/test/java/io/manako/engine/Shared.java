package io.manako.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Material for tests that lies beside the project and is never part of it. */
public final class Shared {
    private Shared() {}

    /** A path below {@code MANAKO_SHARED}, or below {@code shared} beside the project; skips the test where absent. */
    public static Path path(String relative) {
        String stated = System.getenv("MANAKO_SHARED");
        Path found = stated == null ? null : Path.of(stated).resolve(relative);
        for (Path at = Path.of("").toAbsolutePath(); found == null && at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared").resolve(relative);
            if (Files.exists(candidate)) {
                found = candidate;
            }
        }
        Assumptions.assumeTrue(
                found != null && Files.exists(found),
                () -> "skipped: shared/" + relative + " is not beside the project (MANAKO_SHARED names another place)");
        return found;
    }
}
