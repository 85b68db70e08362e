package io.manako.engine.bench;

import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.vit.DjlEncoder;
import io.manako.engine.vit.Encoding;
import io.manako.engine.vit.LoadedWeights;
import io.manako.engine.vit.ModelException;
import io.manako.engine.vit.Placement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How far the rankings of a GPU and of the CPU agree: each photo of a folder is looked for by its CLS, and by its third window, among the windows
 * of all others. Prints, for half and single precision, the least cosine of a descriptor with the CPU's, the share of the
 * CPU's first ten that the GPU has among its own, and the share of queries with the same first hit. Arguments: weights file, folder of photos, side.
 */
public final class DeviceAgreement {
    private static final int FIRST = 10;
    private static final int WINDOW = 3;

    private DeviceAgreement() {}

    public static void main(String[] args) throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(args[1]))) {
            files = all.sorted().toList();
        }
        List<Raster> photos = new ArrayList<>();
        for (Path file : files) {
            photos.add(PhotoDecoder.decode(file, 640));
        }
        Path weights = Path.of(args[0]);
        int side = Integer.parseInt(args[2]);
        List<Encoding> half =
                encoded(weights, side, photos, new Placement(Placement.Kind.CUDA, Placement.Precision.HALF));
        List<Encoding> single =
                encoded(weights, side, photos, new Placement(Placement.Kind.CUDA, Placement.Precision.SINGLE));
        List<Encoding> cpu = encoded(weights, side, photos, Placement.CPU);
        print("half", half, cpu);
        print("single", single, cpu);
    }

    private static List<Encoding> encoded(Path file, int side, List<Raster> photos, Placement placement)
            throws ModelException {
        try (LoadedWeights weights = LoadedWeights.open(file, true, side);
                DjlEncoder encoder = DjlEncoder.load(weights, 0, placement)) {
            PatchGrid grid = encoder.gridFor(side, side);
            List<Raster> fitted =
                    photos.stream().map(photo -> encoder.fit(photo, grid)).toList();
            return encoder.encode(fitted, grid, WindowLayout.MULTI_SCALE::regions);
        }
    }

    private static void print(String name, List<Encoding> gpu, List<Encoding> cpu) {
        double least = 1;
        int same = 0;
        int first = 0;
        for (int i = 0; i < cpu.size(); i++) {
            least = Math.min(least, dot(gpu.get(i).cls(), cpu.get(i).cls()));
            for (int w = 0; w < cpu.get(i).windows().length; w++) {
                least = Math.min(least, dot(gpu.get(i).windows()[w], cpu.get(i).windows()[w]));
            }
            for (boolean whole : new boolean[] {true, false}) {
                List<Integer> here = ranking(cpu, i, whole);
                List<Integer> there = ranking(gpu, i, whole);
                same += (int) here.stream().filter(there::contains).count();
                first += here.getFirst().equals(there.getFirst()) ? 1 : 0;
            }
        }
        int queries = 2 * cpu.size();
        System.out.printf(
                "%s against the CPU, %d photos: least cosine %.5f, same among the first %d %.2f %%, same first %.2f %%%n",
                name, cpu.size(), least, FIRST, 100.0 * same / FIRST / queries, 100.0 * first / queries);
    }

    private static List<Integer> ranking(List<Encoding> all, int query, boolean whole) {
        float[] asked = whole ? all.get(query).cls() : all.get(query).windows()[WINDOW];
        double[] scores = all.stream()
                .mapToDouble(photo -> whole
                        ? dot(asked, photo.cls())
                        : Arrays.stream(photo.windows())
                                .mapToDouble(w -> dot(asked, w))
                                .max()
                                .orElseThrow())
                .toArray();
        return IntStream.range(0, scores.length)
                .filter(i -> i != query)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
                .limit(FIRST)
                .toList();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
