package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.shell.HandOver;
import io.manako.app.shell.SingleDesktop;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, where a display is named that is not there. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class MainTest {
    @TempDir
    Path home;

    /** The class path without the tests, whose logging goes to the screen. */
    static String program() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String end(int expected, String display, String... args) throws Exception {
        return end(expected, display, List.of(), args);
    }

    private String end(int expected, String display, List<String> flags, String... args) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                program());
        builder.command().addAll(flags);
        builder.command().add("io.manako.app.Main");
        builder.command().addAll(List.of(args));
        builder.environment().put("MANAKO_HOME", home.toString());
        builder.environment().put("DISPLAY", display);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isEqualTo(expected);
        return output;
    }

    @Test
    void anInstalledProgramKeepsNativesAmongItsOwnFiles() throws Exception {
        Path photos = Files.createDirectory(home.resolve("photos"));
        ImageIO.write(
                new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB),
                "png",
                photos.resolve("a.png").toFile());
        List<String> flags = List.of("-Djpackage.app-path=manako", "--add-modules=jdk.incubator.vector");

        end(0, "", flags, "index", "--library", home.resolve("library").toString(), photos.toString());

        try (Stream<Path> natives = Files.list(home.resolve("natives"))) {
            assertThat(natives)
                    .anyMatch(folder -> folder.getFileName().toString().startsWith("opencv-"));
        }
    }

    @Test
    void aDisplayThatIsNotThereIsOneSentence() throws Exception {
        assertThat(end(1, ":4711"))
                .contains("manako: No window can be opened on the display :4711", "manako demo")
                .doesNotContain("\tat ");
    }

    @Test
    void aPhotoIsHandedToTheWindowThatIsOpenWithoutADisplayOfOnesOwn() throws Exception {
        BlockingQueue<HandOver> taken = new LinkedBlockingQueue<>();
        try (SingleDesktop window = new SingleDesktop(home)) {
            assertThat(window.claim(new HandOver(null), Duration.ofSeconds(1))).isEqualTo(SingleDesktop.Claim.MINE);
            window.onHandOver(taken::add);
            assertThat(end(0, "", "open", home.toString())).doesNotContain("display");
            assertThat(taken.poll(5, TimeUnit.SECONDS)).isEqualTo(new HandOver(home));
            // What a menu entry does, which may be given a photo or not.
            assertThat(end(0, "", "open")).doesNotContain("display");
            assertThat(taken.poll(5, TimeUnit.SECONDS)).isEqualTo(new HandOver(null));
        }
    }

    @Test
    void openingAPhotoWithoutADisplayIsOneSentence() throws Exception {
        assertThat(end(1, "", "open", home.toString())).contains("manako: There is no display");
        assertThat(end(1, "", "open", "nowhere.jpg"))
                .contains("manako: There is no file or folder "
                        + Path.of("nowhere.jpg").toAbsolutePath() + ".");
    }
}
