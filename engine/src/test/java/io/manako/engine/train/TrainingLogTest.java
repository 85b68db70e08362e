package io.manako.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table and the picture of a training. */
class TrainingLogTest {
    private static final HybridShape SHAPE = new HybridShape(4, 5, 6, 16, 2, 3, 2, 8, 16, 2);
    private static final Losses LOSSES = new Losses(0.5, 0.4, 0.3, 0.3, 0.2);

    @TempDir
    private Path folder;

    @Test
    void aTrainingThatWasKilledGoesOnWithTheRowsOfItsCheckpoint() throws IOException {
        TrainingLog log = TrainingLog.open(weights(), at(0), 8);
        for (int step : List.of(1, 20, 21, 40, 60)) {
            log.step(at(step), 1e-3, LOSSES);
        }
        Files.writeString(table(), "80,640,12", StandardOpenOption.APPEND); // cut short by the kill

        TrainingLog.open(weights(), at(45), 8).step(at(60), 5e-4, LOSSES);

        List<String> lines = Files.readAllLines(table());
        assertThat(lines).hasSize(5);
        assertThat(lines.getFirst())
                .startsWith("step,samples,seconds,rate,loss,view,focus")
                .endsWith("whole,phs,windows");
        assertThat(lines.get(3)).startsWith("40,320,");
        assertThat(lines.get(4)).startsWith("60,480,").contains("0.0005");

        TrainingLog.open(weights(), at(0), 8);
        assertThat(Files.readAllLines(table()))
                .as("another training begins another table")
                .hasSize(1);
    }

    @Test
    void aJudgementIsARowAndAPicture() throws IOException {
        TrainingLog log = TrainingLog.open(weights(), at(0), 8);
        log.step(at(20), 1e-3, LOSSES);
        log.judged(at(20), new Judgement(new Losses(0.6, 0.6, 0.6, 0.6, 0.6), Map.of("whole", 31.25, "phs", 33.0)));
        log.judged(at(40), new Judgement(null, Map.of("whole", 32.5, "phs", Double.NaN)));

        String judged = Files.readAllLines(table()).get(2);
        assertThat(judged).startsWith("20,160,").contains(",,,").endsWith(",31.2500,33,");
        String picture = Files.readString(folder.resolve("mine.svg"));
        assertThat(picture).startsWith("<svg").contains(">loss<", ">held out loss<", ">whole<", ">phs<", ">samples<");
        assertThat(picture).doesNotContain(">windows<", "NaN");
    }

    private static Checkpoint at(int step) {
        return Checkpoint.start("key", HybridParameters.initial(SHAPE, 1)).at(step, step / 4.0);
    }

    private Path weights() {
        return folder.resolve("mine.safetensors");
    }

    private Path table() {
        return folder.resolve("mine.csv");
    }
}
