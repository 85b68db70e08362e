package io.manako.engine.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.device.Verdict.Outcome;
import io.manako.engine.vit.Placement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trials whose processes do what broken drivers do, and the real one on the device that every computer has. */
class TrialTest {
    private static final TriedModel EMBEDDED = new TriedModel(null, false, 64);

    @TempDir
    Path home;

    private static Trial child(Duration limit, String... does) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
        command.addAll(Arrays.asList(does));
        return new Trial(command, limit);
    }

    @ParameterizedTest
    @CsvSource({
        "crash, CRASHED, '', The trial of the GPU crashed (exit code 134)",
        "crash-late, CRASHED, '', exit code 139",
        "lie, FAILED, '', no verdict",
        "MEMORY, MEMORY, '', too little free memory",
        "NATIVES, NATIVES, libcudnn is missing, 'so the CPU is used: libcudnn is missing'",
        "WRONG, WRONG, 0.1234, agreement 0.1234",
        "NONE, NONE, '', There is no GPU"
    })
    void everyFailureIsOneClearLineAndLeavesTheCpu(String does, Outcome outcome, String detail, String line) {
        Verdict verdict = child(Duration.ofSeconds(60), does, detail).run();
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.placement(Placement.Kind.CUDA)).isEmpty();
        assertThat(verdict.why().english())
                .contains(line)
                .contains("the CPU is used")
                .doesNotContain("\n");
    }

    @Test
    void aProcessThatHangsIsEndedAtTheLimit() {
        long begun = System.nanoTime();
        Verdict verdict = child(Duration.ofSeconds(2), "hang").run();
        assertThat(verdict).isEqualTo(new Verdict(Outcome.HUNG, "2"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
        assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aProgramThatIsNotThereIsAFailure() {
        assertThat(new Trial(List.of("/no/such/java"), Duration.ofSeconds(5))
                        .run()
                        .outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void whatADriverPrintsBesideTheVerdictDoesNotMatter() {
        assertThat(child(Duration.ofSeconds(60), "chatter").run().placement(Placement.Kind.CUDA))
                .contains(new Placement(Placement.Kind.CUDA, Placement.Precision.SINGLE));
    }

    /** The whole trial in its own process, of the device that is there: float16 on the CPU agrees with float32. */
    @Test
    void theRealTrialFindsTheCpuRightInHalfPrecision() {
        assertThat(Trial.of(Placement.Kind.CPU, home, EMBEDDED).run()).isEqualTo(Verdict.of(Outcome.HALF));
    }

    @Test
    void theRealTrialOfAGpuOnAComputerWithoutOneSaysSo() {
        assertThat(Trial.of(Placement.Kind.CUDA, home, EMBEDDED).run()).isEqualTo(Verdict.of(Outcome.NONE));
    }

    @Test
    void theRealTrialOfAModelThatIsGoneSaysSo() {
        Verdict verdict = Trial.of(Placement.Kind.CPU, home, new TriedModel("nothing", false, 0))
                .run();
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(verdict.detail()).contains("There is no model");
    }

    @Test
    void numbersThatAreNoneAndOtherNumbersDoNotAgree() {
        List<float[]> one = List.of(new float[] {1, 0}, new float[] {0, 1});
        assertThat(Agreement.of(one, one)).isEqualTo(1);
        assertThat(Agreement.of(one, List.of(new float[] {1, 0}, new float[] {0.6f, 0.8f})))
                .isLessThan(TrialProcess.HALF_AGREES);
        assertThat(Agreement.of(one, List.of(new float[] {1, 0}, new float[] {Float.NaN, 1})))
                .isNaN();
    }
}
