package io.manako.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.NamedPipe;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Archives that nobody made for training. */
class PhotoSourceTest {
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    private Path folder;

    private Path zip;

    @BeforeEach
    void name() {
        zip = folder.resolve("photos.zip");
    }

    private void write(Charset names, String... entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream zipped = new ZipOutputStream(out, names)) {
            for (String entry : entries) {
                zipped.putNextEntry(new ZipEntry(entry));
                zipped.write(CONTENT);
            }
        }
    }

    private PhotoSource open() throws IOException {
        return PhotoSource.open(List.of(zip));
    }

    @Test
    void namesThatAreNotUtf8AreReadAsWell() throws IOException {
        write(Charset.forName("windows-31j"), "写真/椅子.jpg", "写真/ランプ.JPG");
        try (PhotoSource photos = open()) {
            assertThat(photos.size()).isEqualTo(2);
            assertThat(photos.read(0)).isEqualTo(CONTENT);
            assertThat(photos.read(1)).isEqualTo(CONTENT);
        }
    }

    @Test
    void anEncryptedArchiveIsNotTakenForABrokenOne() throws IOException {
        write(StandardCharsets.UTF_8, "a.jpg");
        byte[] bytes = Files.readAllBytes(zip);
        bytes[6] |= 1;
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2") + 8] |= 1;
        Files.write(zip, bytes);

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is encrypted")
                .hasMessageNotContaining("copy it again");
    }

    @Test
    void anEntryThatSaysThatItIsLargerThanAnyPhotoIsNotUnpacked() throws IOException {
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream zipped = new ZipOutputStream(out)) {
            zipped.putNextEntry(new ZipEntry("bomb.jpg"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 257; i++) {
                zipped.write(zeros);
            }
        }
        try (PhotoSource photos = open()) {
            assertThatThrownBy(() -> photos.read(0)).hasMessageContaining("larger than any photo");
        }
    }

    @Test
    void namesThatLeadOutOfTheFolderAreNamesAndNothingMore() throws IOException {
        write(StandardCharsets.UTF_8, "../../above.jpg", "/root.jpg", "C:\\drive.jpg");
        try (PhotoSource photos = open()) {
            assertThat(photos.size()).isEqualTo(3);
            assertThat(photos.read(0)).isEqualTo(CONTENT);
        }
        assertThat(folder).isDirectoryContaining("glob:**.zip");
        assertThat(folder.resolve("../../above.jpg")).doesNotExist();
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeIsRefusedAndNotWaitedFor() throws Exception {
        NamedPipe.make(zip);

        assertThatThrownBy(this::open).hasMessageContaining("neither a folder nor a whole zip file");
    }
}
