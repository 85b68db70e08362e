package io.manako.engine.vit;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.photo.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class NativeCodeTest {
    @Test
    void theCodeLeavesTheMemoryAndComesBackWhereItIsCalled() throws Exception {
        byte[] rgb = new byte[160 * 120 * 3];
        new Random(1).nextBytes(rgb);
        Raster picture = new Raster(160, 120, rgb);
        try (LoadedWeights weights = LoadedWeights.embedded(false, 0);
                DjlEncoder encoder = DjlEncoder.load(weights, 1)) {
            float[] before = cls(encoder, picture);
            long resident = residentCode();
            assertThat(resident).isPositive();

            assertThat(NativeCode.giveBack()).isGreaterThanOrEqualTo(resident);

            assertThat(residentCode()).isLessThan(resident / 4);
            assertThat(cls(encoder, picture)).isEqualTo(before);
        }
    }

    private static float[] cls(DjlEncoder encoder, Raster picture) {
        try (OpenPhoto photo = encoder.open(picture)) {
            return photo.cls();
        }
    }

    /** Bytes of the code of PyTorch's largest library that are in memory. */
    private static long residentCode() throws IOException {
        boolean code = false;
        long kilobytes = 0;
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                code = line.contains(" r-xp ") && line.endsWith("/libtorch_cpu.so");
            } else if (code && line.startsWith("Rss:")) {
                kilobytes += Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return kilobytes << 10;
    }
}
