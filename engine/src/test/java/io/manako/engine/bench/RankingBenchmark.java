package io.manako.engine.bench;

import io.manako.engine.lexical.PhotoText;
import io.manako.engine.lexical.WordIndex;
import io.manako.engine.lexical.WordQuery;
import io.manako.engine.msba.BatchAttention;
import io.manako.engine.msba.Likeness;
import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.search.Searcher;
import io.manako.engine.search.SideInformation;
import io.manako.engine.vector.Int8Vectors;
import io.manako.engine.vector.Scan;
import io.manako.engine.vector.Simd;
import io.manako.engine.vector.TopK.Ranked;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Milliseconds of a ranking: the desktop's, of 10,000 photos by 35 windows in int8 and a global vector in floats, batch
 * attention included; the same where twelve words are written of every photo; batch attention over 200 photos by itself; and the
 * bare scan of 100,000 global vectors of 384 dimensions. A main class: {@code java --add-modules
 * jdk.incubator.vector -cp CLASSPATH io.manako.engine.bench.RankingBenchmark}, with the test class path.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 2)
@Fork(1)
public class RankingBenchmark {
    private static final int TOP = 50;

    @Param({"1", "2"})
    public int threads;

    private Searcher searcher;
    private List<GalleryPhoto> gallery;
    private float[] query;

    private WordIndex words;
    private SideInformation known;
    private float[][] batch;

    private Scan scan;
    private float[][] globals;
    private float[] query384;

    @Setup
    public void fill() {
        Random random = new Random(7);
        WindowLayout layout = WindowLayout.MULTI_SCALE;
        searcher = new Searcher(SearchSettings.DEFAULT, threads);
        gallery = new ArrayList<>();
        float[] boxes = layout.boxes();
        for (int i = 0; i < 10_000; i++) {
            gallery.add(new GalleryPhoto(
                    new PhotoId(i),
                    Path.of("/photos", i + ".jpg"),
                    640,
                    480,
                    PerceptualHash.NONE,
                    vectors(random, 1, 192)[0],
                    Int8Vectors.quantise(vectors(random, layout.size(), 192)),
                    boxes));
        }
        query = vectors(random, 1, 192)[0];
        batch = vectors(random, 200, 192);
        words = new WordIndex();
        words.put(gallery.stream()
                .map(photo ->
                        new PhotoText(photo.id(), List.of(), List.of(), List.of(caption(random)), List.of("photos")))
                .toList());
        known = SideInformation.NONE.withWording(photos -> words.cosines(WordQuery.parse(""), photos));
        scan = new Scan(threads);
        globals = vectors(random, 100_000, 384);
        query384 = vectors(random, 1, 384)[0];
    }

    @TearDown
    public void close() {
        searcher.close();
        words.close();
        scan.close();
    }

    @Benchmark
    public List<Hit> photos10kBy36() {
        return searcher.rank(query, gallery, TOP);
    }

    @Benchmark
    public List<Hit> photos10kBy36WithWords() {
        return searcher.rank(query, gallery, TOP, known);
    }

    @Benchmark
    public float[] batchAttention200() {
        return BatchAttention.STANDARD.similarities(Likeness.of(query, batch), List.of());
    }

    @Benchmark
    public List<Ranked> vectors100kBy384() {
        return scan.top(globals.length, TOP, () -> item -> Simd.dot(query384, globals[item]));
    }

    /** Of 2,000 words, of which the first are common and the last are rare. */
    private static String caption(Random random) {
        return IntStream.range(0, 12)
                .mapToObj(i -> "word" + (int) (2_000 * Math.pow(random.nextDouble(), 3)))
                .collect(Collectors.joining(" "));
    }

    private static float[][] vectors(Random random, int count, int dimension) {
        float[][] vectors = new float[count][dimension];
        for (float[] vector : vectors) {
            for (int d = 0; d < dimension; d++) {
                vector[d] = (float) random.nextGaussian() / (float) Math.sqrt(dimension);
            }
        }
        return vectors;
    }

    public static void main(String[] args) throws Exception {
        new Runner(new OptionsBuilder()
                        .include(RankingBenchmark.class.getSimpleName())
                        .jvmArgsAppend("--add-modules", "jdk.incubator.vector", "-Xmx2g")
                        .build())
                .run();
    }
}
