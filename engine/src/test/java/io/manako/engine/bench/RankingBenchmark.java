package io.manako.engine.bench;

import io.manako.engine.vector.Int8Vectors;
import io.manako.engine.vector.LogSumExp;
import io.manako.engine.vector.Scan;
import io.manako.engine.vector.Simd;
import io.manako.engine.vector.TopK.Ranked;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
 * Milliseconds of a ranking: 10,000 photos by 35 windows in int8 and a global vector in floats, and 100,000 photos by a
 * global vector of 384 dimensions. From the project's folder, after {@code mvn test-compile}:
 *
 * <pre>mvn -q -pl engine test-compile exec:exec -Dexec.skip=false -Dexec.classpathScope=test
 *   "-Dexec.args=--add-modules jdk.incubator.vector -cp %classpath io.manako.engine.bench.ScanBenchmark"</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 2)
@Fork(1)
public class ScanBenchmark {
    private static final int TOP = 50;

    @Param({"1", "2"})
    public int threads;

    private Scan scan;
    private Int8Vectors[] windows;
    private float[][] globals;
    private float[] query;
    private float[][] globals384;
    private float[] query384;

    @Setup
    public void fill() {
        Random random = new Random(7);
        scan = new Scan(threads);
        windows = new Int8Vectors[10_000];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = Int8Vectors.quantise(vectors(random, 35, 192));
        }
        globals = vectors(random, windows.length, 192);
        query = vectors(random, 1, 192)[0];
        globals384 = vectors(random, 100_000, 384);
        query384 = vectors(random, 1, 384)[0];
    }

    @TearDown
    public void close() {
        scan.close();
    }

    @Benchmark
    public List<Ranked> windows10k() {
        return scan.top(windows.length, TOP, () -> {
            float[] dots = new float[35];
            return item -> {
                windows[item].dots(query, dots);
                return LogSumExp.of(dots, 20) + 0.5f * Simd.dot(query, globals[item]);
            };
        });
    }

    @Benchmark
    public List<Ranked> globals100k() {
        return scan.top(globals384.length, TOP, () -> item -> Simd.dot(query384, globals384[item]));
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
                        .include(ScanBenchmark.class.getSimpleName())
                        .jvmArgsAppend("--add-modules", "jdk.incubator.vector", "-Xmx2g")
                        .build())
                .run();
    }
}
