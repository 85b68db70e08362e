package io.manako.engine.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailsTest {
    @TempDir
    Path folder;

    private Path photo;
    private String hash;
    private Thumbnails thumbnails;

    @BeforeEach
    void writePhoto() throws IOException {
        byte[] content = TestPhotos.jpeg(640, 480);
        photo = Files.write(folder.resolve("photo.jpg"), content);
        hash = ByteHash.of(content).hex();
        thumbnails = new Thumbnails(folder.resolve("thumbnails"));
    }

    @Test
    void keepsWhatItMade() throws Exception {
        Raster first = thumbnails.get(hash, photo, 160);
        Files.delete(photo);
        Raster second = thumbnails.get(hash, photo, 160);

        assertThat(first.width()).isEqualTo(second.width()).isEqualTo(160);
        assertThat(first.height()).isEqualTo(second.height()).isEqualTo(120);
        assertThat(cached()).hasSize(1).allMatch(p -> p.toString().endsWith(hash + "-160.jpg"));
    }

    @Test
    void sizesStandSideBySide() throws Exception {
        assertThat(thumbnails.get(hash, photo, 100).width()).isEqualTo(100);
        assertThat(thumbnails.get(hash, photo, 320).width()).isEqualTo(320);
        assertThat(thumbnails.get(hash, photo, 1000).width()).isEqualTo(640);
        assertThat(cached()).hasSize(3);
    }

    @Test
    void aBrokenThumbnailIsMadeAgain() throws Exception {
        thumbnails.get(hash, photo, 160);
        Files.write(cached().getFirst(), new byte[] {1, 2, 3});

        assertThat(thumbnails.get(hash, photo, 160).width()).isEqualTo(160);
        assertThat(Files.size(cached().getFirst())).isGreaterThan(100);
    }

    @Test
    void withoutRoomOnTheDiskThePictureIsShownAllTheSame() throws Exception {
        Path notAFolder = Files.createFile(folder.resolve("file")); // no file can be made below it, as on a full disk

        assertThat(new Thumbnails(notAFolder).get(hash, photo, 160).width()).isEqualTo(160);
    }

    @Test
    void withoutPhotoAndThumbnailItSaysWhy() throws Exception {
        Files.delete(photo);

        assertThatExceptionOfType(UnreadablePhotoException.class)
                .isThrownBy(() -> thumbnails.get(hash, photo, 160))
                .withMessageContaining("photo.jpg is not there any more");
    }

    @Test
    void namesStayInTheFolder() {
        assertThatIllegalArgumentException().isThrownBy(() -> thumbnails.get("../../etc", photo, 160));
    }

    private List<Path> cached() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("thumbnails"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
