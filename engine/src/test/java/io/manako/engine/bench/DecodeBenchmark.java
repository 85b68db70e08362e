package io.manako.engine.bench;

import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.PixelHash;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.Resampler;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What a 12-megapixel JPEG costs on its way to the network, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 2)
public class DecodeBenchmark {
    /** 0: full size; 448 gives 1/4 of it. */
    @Param({"0", "448"})
    public int shortSideWanted;

    private byte[] jpeg = {};
    private Raster picture = new Raster(1, 1, new byte[3]);

    /** Some 4 MB, as a camera would write: soft shapes with grain. */
    @Setup
    public void draw() throws Exception {
        int width = 4000;
        int height = 3000;
        Random random = new Random(1);
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < width * height; i++) {
            double x = i % width / 190.0;
            double y = i / width / 140.0;
            double shape = Math.sin(x + Math.sin(y)) * Math.cos(y - 0.3 * x);
            for (int c = 0; c < 3; c++) {
                rgb[i * 3 + c] = (byte) Math.clamp(125 + (90 - 20 * c) * shape + 9 * random.nextGaussian(), 0, 255);
            }
        }
        jpeg = PictureWriter.jpeg(new Raster(width, height, rgb), 88);
        picture = PhotoDecoder.decode(jpeg, shortSideWanted);
    }

    @Benchmark
    public Raster decode() throws Exception {
        return PhotoDecoder.decode(jpeg, shortSideWanted);
    }

    @Benchmark
    public Raster bicubicTo224() {
        return Resampler.bicubic(picture, 224, 224);
    }

    @Benchmark
    public Object header() throws Exception {
        return PhotoDecoder.header(jpeg);
    }

    @Benchmark
    public PixelHash pixelHash() throws Exception {
        return PixelHash.of(jpeg);
    }

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(DecodeBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
