package io.manako.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.Placement;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured on is whole, and is not learned from. */
class EvaluationSetTest {
    @TempDir
    private Path folder;

    private Path set;
    private Path photos;

    @BeforeEach
    void makeASetOfTwoPhotos() throws IOException {
        set = Files.createDirectories(folder.resolve("set"));
        photos = Files.createDirectory(folder.resolve("photos"));
        Files.createDirectory(set.resolve("images"));
        Files.write(set.resolve("images/a.png"), png(10));
        Files.write(set.resolve("images/b.png"), png(20));
        Files.writeString(set.resolve("instances.json"), """
                {"images": [{"id": 1, "file_name": "a.png", "width": 40, "height": 30},
                            {"id": 2, "file_name": "b.png", "width": 40, "height": 30}],
                 "categories": [{"id": 5, "name": "cup"}],
                 "annotations": [
                   {"id": 7, "image_id": 1, "category_id": 5, "bbox": [1, 1, 9, 9], "segmentation": [[1, 1, 9, 1, 9, 9]]},
                   {"id": 8, "image_id": 2, "category_id": 5, "bbox": [1, 1, 9, 9], "segmentation": [[1, 1, 9, 1, 9, 9]]}]}
                """);
        Files.writeString(
                set.resolve("queries.json"),
                "{\"gallery\": [\"a.png\", \"b.png\"], \"queries\": [{\"annotation\": 7, \"photo\": \"a.png\", \"category\": \"cup\"}]}");
    }

    @Test
    void photosWithTheNameOrTheContentOfOneAreLeftOut() throws IOException {
        Files.write(photos.resolve("A.jpg"), png(90));
        Files.write(photos.resolve("renamed.png"), png(20));
        Files.write(photos.resolve("other.png"), png(30));
        Path zip = folder.resolve("photos.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream zipped = new ZipOutputStream(out)) {
            for (String name : List.of("x/b.webp", "x/c.png", "x/d.png")) {
                zipped.putNextEntry(new ZipEntry(name));
                zipped.write(png(name.contains("c") ? 10 : 50));
            }
        }
        try (PhotoSource source = PhotoSource.open(List.of(photos, zip))) {
            assertThat(source.leaveOut(open())).isEqualTo(4);
            assertThat(source.list()).contains("other.png", "x/d.png").doesNotContain("renamed", "c.png");
        }
    }

    @Test
    void theSetItselfIsNoTrainingData() throws IOException {
        Files.write(set.resolve("more.png"), png(70));
        try (PhotoSource source = PhotoSource.open(List.of(set))) {
            assertThatThrownBy(() -> source.leaveOut(open()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("All 3 photos")
                    .hasMessageContaining("must not be learned from");
        }
    }

    @Test
    void aPhotoOfTheSetThatCannotBeReadIsKnownAtOnce() throws IOException {
        Files.write(set.resolve("images/b.png"), Arrays.copyOf(png(20), 40));
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("b.png");
        Files.write(set.resolve("images/b.png"), PictureWriter.png(new Raster(20, 20, new byte[1200])));
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("20 x 20");
    }

    private EvaluationSet open() throws IOException {
        return EvaluationSet.open(set, Placement.Kind.CPU, ProgressListener.NONE, new CancellationToken());
    }

    private static byte[] png(int grey) {
        byte[] rgb = new byte[40 * 30 * 3];
        Arrays.fill(rgb, (byte) grey);
        return PictureWriter.png(new Raster(40, 30, rgb));
    }
}
