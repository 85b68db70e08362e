package io.manako.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    private static final HybridShape SHAPE = new HybridShape(4, 5, 6, 16, 2, 3, 2, 3, 6, 2);
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
            CacheBuilder builder = builder(photos, new ToyStem(), new ToyTeacher("first", 1));
            builder.build(TrainerTest.listener(step -> {}), new CancellationToken());
            try (FeatureCache cache = seen(builder);
                    FeatureCache first = taught(builder, 0)) {
                assertThat(photos.size()).isEqualTo(40);
                assertThat(cache.views()).isEqualTo(38 * VIEWS);
                assertThat(first.views()).isEqualTo(38 * VIEWS);
                // The toy teacher answers with the mean colour, so each photo's views and crops have its own.
                Taught said = Taught.of(first.read(2 * 3));
                assertThat(said.crops()).hasSize(9).containsOnly(30);
                assertThat(said.focus())
                        .containsExactly(
                                16,
                                16,
                                16,
                                said.focus()[3],
                                said.focus()[3],
                                said.focus()[3],
                                said.focus()[6],
                                said.focus()[6],
                                said.focus()[6]);
                assertThat(said.focus()[3])
                        .as("the part of the view that a box covers")
                        .isBetween(0.5f, 15f);
                assertThat(said.cells()).containsOnly(30);
                float[] box = Seen.of(cache.read(0)).boxes();
                assertThat((box[2] - box[0]) * (box[3] - box[1])).isBetween(0.039f, 0.501f);
            }
        }
    }

    @Test
    void aTeacherThatComesLaterIsAskedAloneAndInFewerWords() throws IOException {
        try (PhotoSource photos = PhotoSource.open(List.of(zip))) {
            ToyStem stem = new ToyStem();
            ToyTeacher first = new ToyTeacher("first", 1);
            builder(photos, stem, first).build(new QuietListener(), new CancellationToken());
            int seen = stem.pictures;
            int asked = first.pictures;
            ToyTeacher second = new ToyTeacher("second", 2);
            CacheBuilder both = builder(photos, stem, first, second);

            both.build(new QuietListener(), new CancellationToken());

            assertThat(stem.pictures).isEqualTo(seen);
            assertThat(first.pictures).isEqualTo(asked);
            assertThat(second.pictures).isEqualTo(38 * VIEWS * 3);
            try (FeatureCache cache = taught(both, 1)) {
                Taught said = Taught.of(cache.read(2 * 3));
                assertThat(said.crops()).containsOnly(60);
                assertThat(said.focus()).isEmpty();
                assertThat(said.cells()).isEmpty();
            }
        }
    }

    @Test
    void aPhotoThatCannotBeReadAnyMoreLeavesNoRowsThatDoNotBelongTogether() throws IOException {
        Path album = Files.createDirectory(folder.resolve("album"));
        for (int i = 0; i < 3; i++) {
            Files.write(album.resolve(i + ".png"), PictureWriter.png(plain(40, 64, 10 * i)));
        }
        try (PhotoSource photos = PhotoSource.open(List.of(album))) {
            ToyTeacher first = new ToyTeacher("first", 1);
            builder(photos, new ToyStem(), first).build(new QuietListener(), new CancellationToken());
            byte[] whole = Files.readAllBytes(album.resolve("1.png"));
            Files.write(album.resolve("1.png"), Arrays.copyOf(new byte[] {1}, whole.length));

            CacheBuilder both = builder(photos, new ToyStem(), first, new ToyTeacher("second", 2));
            both.build(new QuietListener(), new CancellationToken());

            try (FeatureCache cache = seen(both);
                    FeatureCache one = taught(both, 0);
                    FeatureCache two = taught(both, 1)) {
                assertThat(List.of(cache.views(), one.views(), two.views())).containsOnly(2 * VIEWS);
            }
        }
    }

    private static FeatureCache seen(CacheBuilder builder) throws IOException {
        return FeatureCache.open(builder.folder(), Seen.lengths(SHAPE), builder.chunkCount());
    }

    private static FeatureCache taught(CacheBuilder builder, int number) throws IOException {
        Teacher teacher = builder.teachers().get(number);
        return FeatureCache.open(builder.folder(teacher), builder.lengths(teacher), builder.chunkCount());
    }

    @Test
    void aCacheThatWasStoppedGoesOnAndEndsLikeOneThatWasNot() throws IOException {
        try (PhotoSource photos = PhotoSource.open(List.of(zip))) {
            ToyStem features = new ToyStem();
            CacheBuilder builder = builder(photos, features, new ToyTeacher("first", 1));
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

    private CacheBuilder builder(PhotoSource photos, Student stem, Teacher... teachers) {
        return new CacheBuilder(photos, stem, List.of(teachers), SHAPE, VIEWS, 4, folder.resolve("cache"));
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

    private static float[] filled(Raster picture, int n, int times) {
        float[] values = new float[n];
        Arrays.fill(values, times * picture.at(0, 0, 0));
        return values;
    }

    /** Answers with the first pixel's colour everywhere. */
    private static final class ToyStem implements Student {
        private int pictures;

        @Override
        public List<FrozenStem.Maps> maps(List<Raster> batch) {
            pictures += batch.size();
            return batch.stream()
                    .map(p -> new FrozenStem.Maps(filled(p, 16 * 5, 1), filled(p, 4 * 6, 1)))
                    .toList();
        }
    }

    /** Answers with so many times the first pixel's colour, and of a region with how many patches it has. */
    private static final class ToyTeacher implements Teacher {
        private final String key;
        private final int times;
        private int pictures;

        ToyTeacher(String key, int times) {
            this.key = key;
            this.times = times;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public int dimension() {
            return 3;
        }

        @Override
        public List<FrozenTeacher.Tokens> tokens(List<Raster> batch) {
            pictures += batch.size();
            return batch.stream()
                    .map(p -> new FrozenTeacher.Tokens(filled(p, 3, times), filled(p, 16 * 3, times)))
                    .toList();
        }

        @Override
        public float[][] focus(Raster picture, List<float[]> regions) {
            return regions.stream()
                    .map(region -> {
                        float sum = 0;
                        for (float m : region) {
                            sum += m;
                        }
                        return new float[] {sum, sum, sum};
                    })
                    .toArray(float[][]::new);
        }
    }
}
