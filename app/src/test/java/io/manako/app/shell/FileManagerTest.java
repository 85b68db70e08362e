package io.manako.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileManagerTest {
    @TempDir
    Path folder;

    @Test
    void everySystemHasItsOwnPrograms() {
        Path file = Path.of("a b.jpg").toAbsolutePath();

        assertThat(new FileManager("Windows 11").revealing(file))
                .containsExactly(List.of("explorer.exe", "/select,", file.toString()));
        assertThat(new FileManager("Mac OS X").revealing(file)).containsExactly(List.of("open", "-R", file.toString()));
        assertThat(new FileManager("Mac OS X").opening(file)).containsExactly(List.of("open", file.toString()));
        assertThat(new FileManager("Linux").opening(file)).containsExactly(List.of("xdg-open", file.toString()));
        assertThat(new FileManager("Linux").revealing(file).getLast())
                .containsExactly("xdg-open", file.getParent().toString());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onLinuxAnyNameIsOneItemOfTheMessage() {
        List<String> command = new FileManager("Linux")
                .revealing(Path.of("/photos/a, b 写真.jpg"))
                .getFirst();

        assertThat(command)
                .contains("array:string:file:///photos/a%2C%20b%20%E5%86%99%E7%9C%9F.jpg")
                .endsWith("string:");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theNextProgramIsTriedWhereOneFailsOrIsMissing() throws Exception {
        FileManager files = new FileManager("Linux");
        Path made = folder.resolve("made");

        assertThat(files.tryAll(List.of(List.of("manako-has-no-such-program"), List.of("false"))))
                .isFalse();
        assertThat(files.tryAll(List.of(
                        List.of("manako-has-no-such-program"), List.of("false"), List.of("touch", made.toString()))))
                .isTrue();
        assertThat(made).exists();
    }

    @Test
    void aFileThatIsGoneIsHandedToNobody() {
        Path gone = folder.resolve("gone.jpg");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> new FileManager("Linux").open(gone))
                .withMessage(gone.toString());
        assertThat(Files.exists(gone)).isFalse();
    }
}
