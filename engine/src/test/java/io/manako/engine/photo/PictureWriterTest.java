package io.manako.engine.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureWriterTest {
    private final Raster picture = TestPhotos.resource("resample.png");

    @TempDir
    Path folder;

    @Test
    void aPngComesBackAsItWas() throws Exception {
        Path file = folder.resolve("結果 1.png");

        PictureWriter.write(picture, file);

        assertThat(PhotoDecoder.decode(file, 0).rgb()).isEqualTo(picture.rgb());
    }

    @Test
    void aJpegComesBackNearly() throws Exception {
        Path file = folder.resolve("plain.JPG");

        PictureWriter.write(TestPhotos.plain(40, 30, 200, 100, 20), file);

        assertThat(PhotoDecoder.header(file).format()).isEqualTo(PhotoFormat.JPEG);
        assertThat(PhotoDecoder.decode(file, 0).at(20, 15, 0)).isBetween(196, 204);
    }

    @Test
    void replacesAFileAndLeavesNothingElse() throws Exception {
        Path file = Files.writeString(folder.resolve("sheet.png"), "old");

        PictureWriter.write(picture, file);

        assertThat(PhotoDecoder.header(file).width()).isEqualTo(45);
        assertThat(folder).isDirectoryNotContaining(p -> !p.equals(file));
    }

    @Test
    void afterAFailureTheOldFileIsThereAndNoOther() throws Exception {
        Path file = Files.createDirectories(folder.resolve("sheet.png/full")).getParent();

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> PictureWriter.write(picture, file));

        assertThat(folder).isDirectoryNotContaining(p -> !p.equals(file));
    }

    @Test
    void refusesAnEndingItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PictureWriter.write(picture, folder.resolve("sheet.xyz")))
                .withMessage("sheet.xyz has no known ending: a picture is written as .png or .jpg.");
    }
}
