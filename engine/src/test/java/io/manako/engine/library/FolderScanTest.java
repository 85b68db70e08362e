package io.manako.engine.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.manako.engine.photo.UnreadablePhotoException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderScanTest {
    @TempDir
    Path folder;

    private Path touch(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, path);
    }

    private FolderScan scan() {
        return FolderScan.of(folder, count -> {});
    }

    private List<String> found() {
        return scan().files().stream()
                .map(file -> folder.relativize(file.path()).toString().replace('\\', '/'))
                .toList();
    }

    @Test
    void photosOfAllSubfoldersComeInTheOrderOfTheirNames() throws IOException {
        touch("z.jpg");
        touch("b/2.PNG");
        touch("b/c/1.webp");
        touch("a/写真 家族 📷.jpeg");
        touch("a/with space.tif");
        assertThat(found()).containsExactly("z.jpg", "a/with space.tif", "a/写真 家族 📷.jpeg", "b/2.PNG", "b/c/1.webp");
    }

    @Test
    void hiddenAndSystemFoldersAndLibrariesAreLeftOut() throws IOException {
        touch(".thumbnails/1.jpg");
        touch(".hidden.jpg");
        touch("$RECYCLE.BIN/2.jpg");
        touch("album/@eaDir/3.jpg");
        touch("library/catalogue.mv.db");
        touch("library/thumbs/4.jpg");
        touch("seen.jpg");
        assertThat(found()).containsExactly("seen.jpg");
        assertThat(scan().skipped()).isEmpty();
    }

    @Test
    void sidecarsNotesAndSystemFilesAreNoSkippedFormats() throws IOException {
        for (String name : List.of(
                "a.jpg.xmp",
                "a.XMP",
                "IMG_1.AAE",
                "sample.json",
                "notes.txt",
                ".DS_Store",
                "Thumbs.db",
                "desktop.ini")) {
            touch(name);
        }

        assertThat(scan().skipped()).isEmpty();
        assertThat(scan().files()).isEmpty();
        // The folder is no mount point whose drive is away.
        assertThat(scan().isEmpty()).isFalse();
    }

    @Test
    void otherFormatsAreCountedWhereTheyLie() throws IOException {
        touch("1.jxl");
        touch("2.JXL");
        touch("sub/film.mp4");
        touch("sub/README");
        touch("sub/.hidden.mp4");
        assertThat(scan().skipped())
                .isEqualTo(Map.of(
                        folder, Map.of("JPEG XL", 2), folder.resolve("sub"), Map.of("MP4", 1, "no extension", 1)));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksAreFollowedAndALoopEnds() throws IOException {
        touch("a/1.jpg");
        touch("z/2.jpg");
        Path outside = Files.createTempDirectory("manako-outside");
        Files.writeString(outside.resolve("3.jpg"), "3");
        Files.createSymbolicLink(folder.resolve("a/loop"), folder);
        Files.createSymbolicLink(folder.resolve("a/self"), folder.resolve("a/self"));
        Files.createSymbolicLink(folder.resolve("a/to-z"), folder.resolve("z"));
        Files.createSymbolicLink(folder.resolve("outside"), outside);
        Files.createSymbolicLink(folder.resolve("broken.jpg"), folder.resolve("nothing"));
        try {
            assertThat(found()).containsExactly("a/1.jpg", "z/2.jpg", "outside/3.jpg");
            assertThat(scan().unlistable()).allMatch(file -> file.path().endsWith("self"));
        } finally {
            Files.delete(outside.resolve("3.jpg"));
            Files.delete(outside);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderWithoutPermissionIsListedAndTheRestGoesOn() throws IOException {
        touch("a/1.jpg");
        Path locked = folder.resolve("locked");
        touch("locked/2.jpg");
        touch("z/3.jpg");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isReadable(locked), "this user may read everything");
            FolderScan scan = scan();
            assertThat(found()).containsExactly("a/1.jpg", "z/3.jpg");
            assertThat(scan.unlistable()).singleElement().satisfies(refused -> {
                assertThat(refused.path()).isEqualTo(locked);
                assertThat(refused.reason()).isEqualTo(Reason.NO_PERMISSION);
            });
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aFolderThatIsNotThereOrIsAFileIsUnreachable() throws IOException {
        assertThat(FolderScan.of(folder.resolve("nowhere"), count -> {}).reachable())
                .isFalse();
        assertThat(FolderScan.of(touch("file.jpg"), count -> {}).reachable()).isFalse();
        assertThat(scan().reachable()).isTrue();
    }

    @Test
    void theListenerCanEndTheScan() throws IOException {
        touch("a/1.jpg");
        assertThatThrownBy(() -> FolderScan.of(folder, count -> {
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);
    }
}
