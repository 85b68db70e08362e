package io.manako.engine.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.device.Verdict.Outcome;
import io.manako.engine.message.Message;
import io.manako.engine.vit.LoadedWeights;
import io.manako.engine.vit.ModelException;
import io.manako.engine.vit.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTest {
    private static final TriedModel EMBEDDED = new TriedModel(null, false, 0);

    @TempDir
    Path home;

    private LoadedWeights weights;
    private int trials;
    private String identity = "driver 1";
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeEach
    void open() throws ModelException {
        weights = LoadedWeights.embedded(false, 0);
    }

    @AfterEach
    void close() {
        weights.close();
    }

    private Devices devices(String... does) {
        return new Devices(
                home,
                () -> Optional.of(new Accelerator(Placement.Kind.CUDA, identity)),
                (kind, model) -> {
                    trials++;
                    String java = Path.of(System.getProperty("java.home"), "bin", "java")
                            .toString();
                    List<String> command = List.of(
                            java,
                            "-cp",
                            System.getProperty("java.class.path"),
                            Child.class.getName(),
                            does[0],
                            does.length > 1 ? does[1] : "");
                    return new Trial(command, Duration.ofSeconds(does[0].equals("hang") ? 1 : 60));
                },
                () -> now);
    }

    @Test
    void aGpuIsTriedOnceForEachDriverAndThenUsed() {
        Placement gpu = new Placement(Placement.Kind.CUDA, Placement.Precision.HALF);
        assertThat(devices("HALF").choose(weights, EMBEDDED, DeviceWish.AUTOMATIC))
                .isEqualTo(gpu);
        assertThat(devices("crash").choose(weights, EMBEDDED, DeviceWish.GPU)).isEqualTo(gpu);
        assertThat(trials).isEqualTo(1);

        identity = "driver 2";
        assertThat(devices("crash").choose(weights, EMBEDDED, DeviceWish.AUTOMATIC))
                .isEqualTo(Placement.CPU);
        assertThat(trials).isEqualTo(2);
    }

    @Test
    void whoWantsTheCpuHasNothingTried() {
        Devices devices = devices("HALF");
        assertThat(devices.choose(weights, EMBEDDED, DeviceWish.CPU)).isEqualTo(Placement.CPU);
        assertThat(trials).isZero();
        assertThat(devices.notes()).isEmpty();
    }

    @Test
    void aFailureIsSaidOnceUnlessTheGpuIsAskedFor() {
        Devices first = devices("WRONG", "0.5");
        assertThat(first.choose(weights, EMBEDDED, DeviceWish.AUTOMATIC)).isEqualTo(Placement.CPU);
        assertThat(first.notes()).extracting(Message::key).containsExactly("engine.device.wrong");

        Devices next = devices("HALF");
        assertThat(next.choose(weights, EMBEDDED, DeviceWish.AUTOMATIC)).isEqualTo(Placement.CPU);
        assertThat(next.notes()).isEmpty();
        assertThat(next.choose(weights, EMBEDDED, DeviceWish.GPU)).isEqualTo(Placement.CPU);
        assertThat(next.notes()).extracting(Message::key).containsExactly("engine.device.wrong");
        assertThat(trials).isEqualTo(1);
    }

    @Test
    void whatMayPassIsTriedAtTheNextStart() {
        Devices hanging = devices("hang");
        hanging.choose(weights, EMBEDDED, DeviceWish.AUTOMATIC);
        hanging.choose(weights, EMBEDDED, DeviceWish.AUTOMATIC);
        assertThat(trials).as("once a run").isEqualTo(1);
        assertThat(devices("SINGLE").choose(weights, EMBEDDED, DeviceWish.AUTOMATIC))
                .isEqualTo(new Placement(Placement.Kind.CUDA, Placement.Precision.SINGLE));
        assertThat(trials).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MEMORY", "hang", "crash", "FAILED"})
    void whatDoesNotPassIsTriedLessAndLessOften(String does) {
        assertThat(trialsAt(does, Duration.ZERO)).isEqualTo(1);
        assertThat(trialsAt(does, Duration.ZERO)).as("the next start").isEqualTo(2);
        assertThat(trialsAt(does, Duration.ofHours(23))).isEqualTo(2);
        assertThat(trialsAt(does, Duration.ofHours(1))).as("a day later").isEqualTo(3);
        assertThat(trialsAt(does, Duration.ofDays(6))).isEqualTo(3);
        assertThat(trialsAt(does, Duration.ofDays(1))).as("a week later").isEqualTo(4);
        assertThat(trialsAt(does, Duration.ofDays(1000))).as("enough").isEqualTo(4);

        identity = "driver 2";
        assertThat(trialsAt(does, Duration.ZERO)).isEqualTo(5);
        assertThat(trialsAt("HALF", Duration.ZERO)).isEqualTo(6);
        assertThat(trialsAt(does, Duration.ofDays(1000))).as("it works").isEqualTo(6);
    }

    /** How many there were by the end of a start so long after the one before. */
    private int trialsAt(String does, Duration later) {
        now = now.plus(later);
        devices(does).choose(weights, EMBEDDED, DeviceWish.AUTOMATIC);
        return trials;
    }

    @ParameterizedTest
    @ValueSource(strings = {"WRONG", "NATIVES", "NONE", "HALF", "SINGLE"})
    void whatLastsIsNotTriedAgain(String does) {
        assertThat(trialsAt(does, Duration.ZERO)).isEqualTo(1);
        assertThat(trialsAt(does, Duration.ofDays(1000))).isEqualTo(1);
    }

    @Test
    void aClockThatWasSetBackDoesNotPutTheNextTrialOff() {
        trialsAt("crash", Duration.ZERO);
        trialsAt("crash", Duration.ZERO);
        assertThat(trialsAt("HALF", Duration.ofDays(-3000))).isEqualTo(3);
    }

    @Test
    void aGpuThatFailsAtWorkIsLeftAndTriedAtTheNextStart() {
        Devices devices = devices("HALF");
        devices.choose(weights, EMBEDDED, DeviceWish.AUTOMATIC);
        devices.onLost(new IllegalStateException("CUDA error: unspecified launch failure\nmore"));

        assertThat(devices.choose(weights, EMBEDDED, DeviceWish.GPU)).isEqualTo(Placement.CPU);
        assertThat(devices.notes())
                .singleElement()
                .satisfies(note -> assertThat(note.english())
                        .contains("unspecified launch failure")
                        .doesNotContain("\n"));
        assertThat(devices("NONE").choose(weights, EMBEDDED, DeviceWish.AUTOMATIC))
                .isEqualTo(Placement.CPU);
        assertThat(trials).isEqualTo(2);
    }

    /** Starts so long after the one before, and what passes its trial fails at work. */
    private Placement.Kind lostAt(Duration later) {
        now = now.plus(later);
        Devices devices = devices("HALF");
        Placement placement = devices.choose(weights, EMBEDDED, DeviceWish.AUTOMATIC);
        if (placement.kind() != Placement.Kind.CPU) {
            devices.onLost(new IllegalStateException("CUDA error"));
        }
        return placement.kind();
    }

    @Test
    void aGpuThatPassesItsTrialAndFailsAtWorkIsTriedLessAndLessOften() {
        assertThat(lostAt(Duration.ZERO)).isEqualTo(Placement.Kind.CUDA);
        assertThat(lostAt(Duration.ZERO)).as("the next start").isEqualTo(Placement.Kind.CUDA);
        assertThat(lostAt(Duration.ofHours(23))).isEqualTo(Placement.Kind.CPU);
        assertThat(lostAt(Duration.ofHours(1))).as("a day later").isEqualTo(Placement.Kind.CUDA);
        assertThat(lostAt(Duration.ofDays(6))).isEqualTo(Placement.Kind.CPU);
        assertThat(lostAt(Duration.ofDays(1))).as("a week later").isEqualTo(Placement.Kind.CUDA);
        assertThat(lostAt(Duration.ofDays(1000))).as("enough").isEqualTo(Placement.Kind.CPU);
        assertThat(trials).isEqualTo(4);

        assertThat(devices("HALF").tryAgain(weights, EMBEDDED)).isPresent();
        assertThat(lostAt(Duration.ZERO)).as("its user tried it").isEqualTo(Placement.Kind.CUDA);
    }

    @Test
    void aGpuThatHasWorkedForLongFailsForTheFirstTime() {
        for (int i = 0; i < 10; i++) {
            assertThat(lostAt(Duration.ZERO)).isEqualTo(Placement.Kind.CUDA);
            now = now.plus(Duration.ofDays(1));
            assertThat(devices("HALF")
                            .choose(weights, EMBEDDED, DeviceWish.AUTOMATIC)
                            .kind())
                    .isEqualTo(Placement.Kind.CUDA);
            now = now.plus(Duration.ofDays(60));
        }
    }

    /** The trial was wrong: there is no GPU here that could load anything. */
    @Test
    void aModelThatCannotBeLoadedOntoTheGpuRunsOnTheCpu() throws ModelException {
        Devices devices = devices("HALF");
        try (var encoder = devices.load(weights, EMBEDDED, DeviceWish.GPU, 1)) {
            assertThat(encoder.model().device()).hasToString("CPU, 1 thread");
        }
        assertThat(devices.notes()).extracting(Message::key).containsExactly("engine.device.lost");
    }

    @Test
    void withoutAGpuOnlyWhoAskedForOneIsTold() {
        Devices devices = new Devices(
                home,
                Optional::empty,
                (kind, model) -> {
                    throw new AssertionError("nothing to try");
                },
                () -> now);
        assertThat(devices.choose(weights, EMBEDDED, DeviceWish.AUTOMATIC)).isEqualTo(Placement.CPU);
        assertThat(devices.notes()).isEmpty();
        assertThat(devices.choose(weights, EMBEDDED, DeviceWish.GPU)).isEqualTo(Placement.CPU);
        assertThat(devices.notes()).extracting(Message::key).containsExactly("engine.device.none");
        assertThat(devices.tryAgain(weights, EMBEDDED)).isEmpty();
    }

    @Test
    void tryingAgainForgetsWhatWasKnown() throws IOException {
        devices("crash").choose(weights, EMBEDDED, DeviceWish.AUTOMATIC);
        assertThat(devices("HALF").tryAgain(weights, EMBEDDED)).contains(Verdict.of(Outcome.HALF));
        assertThat(devices("crash")
                        .choose(weights, EMBEDDED, DeviceWish.AUTOMATIC)
                        .kind())
                .isEqualTo(Placement.Kind.CUDA);

        Files.writeString(home.resolve("device-trials.json"), "{ broken");
        devices("NONE").choose(weights, EMBEDDED, DeviceWish.AUTOMATIC);
        assertThat(trials).isEqualTo(3);
    }

    @Test
    void aDriverDescribesItsCards() throws IOException {
        Path nothing = home.resolve("nothing");
        assertThat(Accelerator.cuda(nothing, nothing)).isEmpty();
        Path driver = Files.createDirectories(home.resolve("nvidia/gpus/0000:01:00.0"));
        Files.writeString(home.resolve("nvidia/version"), "NVRM version: 550\n");
        Files.writeString(driver.resolve("information"), "Model: one\n");
        Accelerator before = Accelerator.cuda(home.resolve("nvidia"), nothing).orElseThrow();
        Files.writeString(driver.resolve("information"), "Model: another\n");
        assertThat(Accelerator.cuda(home.resolve("nvidia"), nothing).orElseThrow())
                .isNotEqualTo(before);
    }
}
