package io.manako.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.vit.FrozenStem;
import io.manako.engine.vit.FrozenTeacher;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheBuilderTest {
    private static final HybridShape SHAPE = new HybridShape(4, 5, 6, 16, 2, 3, 2, 3, 2);
    private static final int VIEWS = 2;

    @TempDir
    Path folder;

    private Path zip;

    @BeforeEach
    void writeZip() throws IOException {
        zip = folder.resolve("photos.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream zipped = new ZipOutputStream(out)) {
            for (int i = 0; i < 40; i++) {
                zipped.putNextEntry(new ZipEntry(String.format("%02d.png", i)));
                byte[] png = PictureWriter.png(plain(40 + i, 64, 10 * (i % 20)));
                zipped.write(i == 7 ? "no photo at all".getBytes(StandardCharsets.UTF_8) : i == 35 ? cut(png) : png);
            }
            zipped.putNextEntry(new ZipEntry("notes.txt"));
        }
    }

    @Test
    void corruptEntriesAreLeftOutAndCounted() throws IOException {
        try (PhotoSource photos = PhotoSource.open(List.of(zip))) {
            CacheBuilder builder = builder(photos, new ToyFeatures());
            builder.build(TrainerTest.listener(step -> {}), new CancellationToken());
            try (FeatureCache cache = FeatureCache.open(builder.folder(), SHAPE, builder.chunkCount())) {
                assertThat(photos.size()).isEqualTo(40);
                assertThat(cache.views()).isEqualTo(38 * VIEWS);
                assertThat(cache.skipped()).isEqualTo(2);
                // The toy teacher answers with the mean colour, so each photo's views and crops have its own.
                assertThat(cache.read(2 * 3).cls()).containsExactly(new float[] {30, 30, 30}, within(0.1f));
                assertThat(cache.read(2 * 3).crops()).containsOnly(30);
                assertThat(cache.read(2 * 3).cells()).containsOnly(30);
                float[] box = cache.read(0).boxes();
                assertThat((box[2] - box[0]) * (box[3] - box[1])).isBetween(0.039f, 0.501f);
            }
        }
    }

    @Test
    void aCacheThatWasStoppedGoesOnAndEndsLikeOneThatWasNot() throws IOException {
        try (PhotoSource photos = PhotoSource.open(List.of(zip))) {
            ToyFeatures features = new ToyFeatures();
            CacheBuilder builder = builder(photos, features);
            CancellationToken token = new CancellationToken();
            assertThatThrownBy(() -> builder.build(
                            new QuietListener() {
                                @Override
                                public void onProgress(Progress progress) {
                                    if (progress.done() == 34) {
                                        token.cancel();
                                    }
                                }
                            },
                            token))
                    .isInstanceOf(CancellationException.class);
            Path first = FeatureCache.chunk(builder.folder(), 0);
            Path second = FeatureCache.chunk(builder.folder(), 1);
            assertThat(first).exists();
            assertThat(second).doesNotExist();

            features.pictures = 0;
            builder.build(new QuietListener(), new CancellationToken());
            assertThat(features.pictures).as("only the second chunk").isEqualTo(7 * VIEWS);
            byte[] whole = Files.readAllBytes(second);

            Files.write(second, Arrays.copyOf(whole, whole.length - 5));
            builder.build(new QuietListener(), new CancellationToken());
            assertThat(Files.readAllBytes(second))
                    .as("a chunk cut short is made again")
                    .isEqualTo(whole);
        }
    }

    @Test
    void anotherPhotoUnderTheSameNameIsAnotherTraining() throws IOException {
        Path album = Files.createDirectory(folder.resolve("album"));
        Path photo = album.resolve("a.png");
        Files.write(photo, PictureWriter.png(plain(40, 64, 10)));
        String before = list(album);
        assertThat(list(album)).isEqualTo(before);
        Files.write(photo, PictureWriter.png(plain(400, 64, 20)));
        assertThat(list(album)).isNotEqualTo(before);

        String zipped = list(zip);
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream again = new ZipOutputStream(out)) {
            for (int i = 0; i < 40; i++) {
                again.putNextEntry(new ZipEntry(String.format("%02d.png", i)));
                again.write(PictureWriter.png(plain(41 + i, 64, 10)));
            }
        }
        assertThat(list(zip)).isNotEqualTo(zipped);
    }

    private static String list(Path photos) throws IOException {
        try (PhotoSource source = PhotoSource.open(List.of(photos))) {
            return source.list();
        }
    }

    @Test
    void whatIsNeitherFolderNorZipIsNamed() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.zip"), "PK and nothing more");
        assertThatThrownBy(() -> PhotoSource.open(List.of(broken))).hasMessageContaining("broken.zip is neither");
        assertThatThrownBy(() -> PhotoSource.open(List.of(folder.resolve("gone"))))
                .hasMessageContaining("There is no folder or zip file");
    }

    private CacheBuilder builder(PhotoSource photos, Features features) {
        return new CacheBuilder(photos, features, SHAPE, VIEWS, 4, folder.resolve("cache"));
    }

    private static byte[] cut(byte[] png) {
        return Arrays.copyOf(png, png.length / 2);
    }

    private static Raster plain(int width, int height, int grey) {
        byte[] rgb = new byte[width * height * 3];
        Arrays.fill(rgb, (byte) grey);
        return new Raster(width, height, rgb);
    }

    private static class QuietListener implements TrainingListener {
        @Override
        public void onCacheSize(Path cacheFolder, long bytes, long free) {}

        @Override
        public void onProgress(Progress progress) {}

        @Override
        public void onLeftOut(int photos, Path evaluationSet) {}

        @Override
        public void onJudgement(int step, Judgement judgement) {}

        @Override
        public void onStep(int step, Losses losses, double viewsPerSecond, java.time.Duration left) {}
    }

    /** Answers with the first pixel's colour everywhere. */
    private static final class ToyFeatures implements Features {
        private int pictures;

        @Override
        public List<FrozenStem.Maps> maps(List<Raster> batch) {
            pictures += batch.size();
            return batch.stream()
                    .map(p -> new FrozenStem.Maps(filled(p, 16 * 5), filled(p, 4 * 6)))
                    .toList();
        }

        @Override
        public List<FrozenTeacher.Tokens> tokens(List<Raster> batch) {
            return batch.stream()
                    .map(p -> new FrozenTeacher.Tokens(filled(p, 3), filled(p, 16 * 3)))
                    .toList();
        }

        private static float[] filled(Raster picture, int n) {
            float[] values = new float[n];
            Arrays.fill(values, picture.at(0, 0, 0));
            return values;
        }
    }
}
