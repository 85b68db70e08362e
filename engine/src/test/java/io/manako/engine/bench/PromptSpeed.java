package io.manako.engine.bench;

import io.manako.engine.Engine;
import io.manako.engine.EngineConfig;
import io.manako.engine.PhotoLibrary;
import io.manako.engine.index.IndexJob;
import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.Resampler;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.CloseUp;
import io.manako.engine.search.Gallery;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult.Timing;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.search.Searcher;
import io.manako.engine.search.SideInformation;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vector.Int8Vectors;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.OpenPhoto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From a changed prompt on an open photo to a new ranking of a gallery of 1,000 and of 10,000 photos by 36 descriptors, on
 * an idle machine and then while a folder is indexed by the same engine, in milliseconds; while a mark is drawn, and once it
 * is drawn, with the close-up encoded. A user's pace: a change every {@value #PAUSE} ms. Argument: a folder of photos, the more the longer the second part lasts.
 */
public final class PromptSpeed {
    private static final int PAUSE = 150;
    private static final int CHANGES = 100;

    private PromptSpeed() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Path home = Files.createTempDirectory("prompt-speed");
        int threads = Runtime.getRuntime().availableProcessors();
        try (Engine engine = Engine.open(EngineConfig.embedded(home));
                PhotoLibrary library = engine.openLibrary(home.resolve("library"));
                Searcher searcher = new Searcher(SearchSettings.DEFAULT, threads)) {
            Raster picture = PhotoDecoder.decode(first(folder), 1080);
            try (OpenPhoto photo = engine.encoder().open(picture)) {
                Gallery small = gallery(1_000, engine.model().dimension());
                Gallery large = gallery(10_000, engine.model().dimension());
                Prompts prompts = new Prompts(searcher, photo, picture, null);
                Prompts drawn = new Prompts(searcher, photo, picture, engine.encoder());
                prompts.run(large, CHANGES, () -> true);
                print("idle, 1,000 photos", prompts.run(small, CHANGES, () -> true));
                print("idle, 10,000 photos", prompts.run(large, CHANGES, () -> true));
                print("drawn, idle, 10,000 photos", drawn.run(large, CHANGES, () -> true));
                IndexJob job = library.index(List.of(folder), ProgressListener.NONE);
                print(
                        "indexing, 10,000 photos",
                        prompts.run(large, 10 * CHANGES, () -> !job.result().isDone()));
                System.out.printf(
                        "%d photos indexed in %.1f s meanwhile%n",
                        library.size(), job.result().join().seconds());
            }
        }
    }

    private static Path first(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Gallery gallery(int photos, int dimension) {
        Random random = new Random(7);
        WindowLayout layout = WindowLayout.MULTI_SCALE;
        float[] boxes = layout.boxes();
        List<GalleryPhoto> all = new ArrayList<>();
        for (int i = 0; i < photos; i++) {
            float[][] vectors = new float[layout.size() + 1][dimension];
            for (float[] vector : vectors) {
                for (int d = 0; d < dimension; d++) {
                    vector[d] = (float) random.nextGaussian() / (float) Math.sqrt(dimension);
                }
            }
            Int8Vectors windows = Int8Vectors.quantise(
                    List.of(vectors).subList(1, vectors.length).toArray(float[][]::new));
            all.add(new GalleryPhoto(
                    new PhotoId(i),
                    Path.of("/photos", i + ".jpg"),
                    640,
                    480,
                    new PerceptualHash(random.nextLong()),
                    vectors[0],
                    windows,
                    boxes));
        }
        Gallery gallery = new Gallery(dimension);
        gallery.put(all);
        return gallery;
    }

    private static void print(String what, List<Timing> timings) {
        System.out.printf(
                "%-26s %4d changes: total median %.1f, 95%% %.1f; prompt to descriptor %.1f, %.1f; ranking %.1f, %.1f ms%n",
                what,
                timings.size(),
                quantile(timings, Timing::total, 0.5),
                quantile(timings, Timing::total, 0.95),
                quantile(timings, Timing::encode, 0.5),
                quantile(timings, Timing::encode, 0.95),
                quantile(timings, Timing::rank, 0.5),
                quantile(timings, Timing::rank, 0.95));
    }

    private static double quantile(List<Timing> timings, ToDoubleFunction<Timing> part, double q) {
        double[] sorted = timings.stream().mapToDouble(part).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1, q * sorted.length)];
    }

    /** @param near encodes close-ups; null: the mark is still being drawn */
    private record Prompts(
            Searcher searcher,
            OpenPhoto photo,
            Raster picture,
            @Nullable Encoder near) {
        List<Timing> run(Gallery gallery, int most, BooleanSupplier goOn) throws InterruptedException {
            Random random = new Random(3);
            List<Timing> timings = new ArrayList<>();
            while (timings.size() < most && goOn.getAsBoolean()) {
                Box box = new Box(
                        random.nextDouble() * picture.width() / 2,
                        random.nextDouble() * picture.height() / 2,
                        picture.width() / 3.0,
                        picture.height() / 3.0);
                SearchRequest request = new SearchRequest(List.of(box), Map.of(), 50, null);
                long start = System.nanoTime();
                List<CloseUp> closeUps = near == null
                        ? List.of()
                        : searcher.closeUps(request, picture.width(), picture.height()).stream()
                                .map(part -> new CloseUp(near.openNear(Resampler.crop(picture, part)), part))
                                .toList();
                double encoded = (System.nanoTime() - start) / 1e6;
                Timing timing = searcher.search(
                                photo,
                                closeUps,
                                picture.width(),
                                picture.height(),
                                request,
                                gallery,
                                any -> true,
                                SideInformation.NONE)
                        .millis();
                timings.add(new Timing(timing.encode() + encoded, timing.rank(), timing.total() + encoded));
                closeUps.forEach(closeUp -> closeUp.photo().close());
                Thread.sleep(PAUSE);
            }
            return timings;
        }
    }
}
