package io.manako.app;

import io.manako.engine.Engine;
import io.manako.engine.EngineConfig;
import io.manako.engine.index.Describer;
import io.manako.engine.index.Indexer;
import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.Encoding;
import io.manako.engine.vit.ModelInfo;
import io.manako.engine.vit.OpenPhoto;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.application.Application;

/**
 * The desktop's figures on a library of many photos: first the library is made, of small drawn photos with descriptors by
 * chance; then {@link DesktopSession} runs in a process of its own and prints what it measured.
 *
 * <p>Arguments: a folder of photos to ask with and to index meanwhile, how many photos the library shall have, and a folder
 * for the library, which is made where it is not there.
 */
public final class DesktopBenchmark {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;

    private DesktopBenchmark() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 2) {
            DesktopScript.begin(Path.of(args[0]));
            // JavaFX on the class path wants a main class that is no Application.
            Application.launch(DesktopSession.class, args);
            return;
        }
        Path photos = Path.of(args[0]);
        int count = Integer.parseInt(args[1]);
        Path home = Files.createDirectories(Path.of(args[2])).toAbsolutePath();
        if (!LibraryStore.exists(home.resolve("library"))) {
            make(home, count);
        }
        Path once = copy(home);
        int exit = session(once, photos);
        try (Stream<Path> files = Files.walk(once)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        System.exit(exit);
    }

    /** A session leaves photos and settings behind, so it has a library of its own; the photos of it are not copied. */
    private static Path copy(Path home) throws IOException {
        Path once = Files.createTempDirectory("desktop-home");
        for (Path part : List.of(home.resolve("settings.json"), home.resolve("library"))) {
            try (Stream<Path> files = Files.walk(part)) {
                for (Path file : files.toList()) {
                    Files.copy(file, once.resolve(home.relativize(file)));
                }
            }
        }
        return once;
    }

    private static int session(Path home, Path photos) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DesktopBenchmark.class.getName()));
        command.addAll(List.of(home.toString(), photos.toString()));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static void make(Path home, int count) throws Exception {
        Path folder = Files.createDirectories(home.resolve("photos"));
        for (int i = 0; i < count; i++) {
            Path below = Files.createDirectories(folder.resolve("album-" + i / 500));
            PictureWriter.write(picture(i), below.resolve("photo-%05d.jpg".formatted(i)));
        }
        ModelInfo model;
        try (Engine engine = Engine.open(EngineConfig.embedded(home))) {
            model = engine.model();
        }
        try (LibraryStore store = LibraryStore.open(home.resolve("library"));
                Indexer indexer = new Indexer(
                        store,
                        () -> new Describer(new ChanceEncoder(model), described -> {}, report -> {}),
                        WindowLayout.MULTI_SCALE,
                        2)) {
            indexer.start(List.of(folder), ProgressListener.NONE).result().join();
        }
        Files.writeString(home.resolve("settings.json"), "{\"language\": \"ENGLISH\", \"theme\": \"LIGHT\"}");
    }

    /** Blocks of colours that follow from the number, no two photos alike. */
    private static Raster picture(int number) {
        byte[] colours = new byte[12 * 9 * 3];
        new Random(number).nextBytes(colours);
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int block = y * 9 / HEIGHT * 12 + x * 12 / WIDTH;
                System.arraycopy(colours, block * 3, rgb, (y * WIDTH + x) * 3, 3);
            }
        }
        return new Raster(WIDTH, HEIGHT, rgb);
    }

    /** Stands for the model while the library is made: ten photos a second would take a quarter of an hour. */
    private static final class ChanceEncoder implements Encoder {
        private static final PatchGrid GRID = new PatchGrid(12, 16);

        private final ModelInfo model;
        private final Random random = new Random(1);

        ChanceEncoder(ModelInfo model) {
            this.model = model;
        }

        @Override
        public ModelInfo model() {
            return model;
        }

        @Override
        public PatchGrid gridFor(int width, int height) {
            return GRID;
        }

        @Override
        public Raster fit(Raster photo, PatchGrid grid) {
            return photo;
        }

        @Override
        public List<Encoding> encode(List<Raster> fitted, PatchGrid grid, Function<PatchGrid, float[][]> windows) {
            int count = windows.apply(grid).length;
            return fitted.stream()
                    .map(picture -> new Encoding(grid, unit(), some(count)))
                    .toList();
        }

        private float[][] some(int count) {
            float[][] vectors = new float[count][];
            Arrays.setAll(vectors, i -> unit());
            return vectors;
        }

        private float[] unit() {
            float[] vector = new float[model.dimension()];
            double squares = 0;
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) random.nextGaussian();
                squares += vector[d] * vector[d];
            }
            for (int d = 0; d < vector.length; d++) {
                vector[d] /= (float) Math.sqrt(squares);
            }
            return vector;
        }

        @Override
        public OpenPhoto open(Raster photo) {
            throw new UnsupportedOperationException("nothing is asked while the library is made");
        }

        @Override
        public void close() {}
    }
}
