package io.manako.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    private static final byte[] CONTENT = "new".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void replacesAFileAndLeavesNothingElse() throws Exception {
        Path file = Files.writeString(folder.resolve("結果 💡.csv"), "old");

        WholeFile.write(file, CONTENT);

        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryNotContaining(p -> !p.equals(file));
    }

    @Test
    void whoMayReadAnyNewFileMayReadThis() throws Exception {
        Path plain = Files.writeString(folder.resolve("plain"), "");
        Path file = folder.resolve("whole");

        WholeFile.write(file, CONTENT);

        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
        }
    }

    @Test
    void namesTheFolderThatIsNotThere() {
        Path file = folder.resolve("none").resolve("a.csv");

        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> WholeFile.write(file, CONTENT))
                .withMessage(folder.resolve("none").toString());
    }

    @Test
    void neverReplacesAFolder() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> WholeFile.write(empty, CONTENT))
                .withMessageContaining("it is a folder");

        assertThat(empty).isEmptyDirectory();
        assertThat(folder).isDirectoryNotContaining(p -> !p.equals(empty));
    }
}
