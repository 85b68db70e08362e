package io.manako.app.cli;

import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Small photos drawn for a test, and the tiny model of the engine's tests: seeded weights that know nothing. */
final class TestCollection {
    static final Path ENGINE_RESOURCES = Path.of("..", "engine", "src", "test", "resources", "io", "manako", "engine");
    static final Path TINY_MODEL = ENGINE_RESOURCES.resolve("vit").resolve("tiny-timm.safetensors");

    private TestCollection() {}

    /** Writes {@code photo-0.jpg} and so on, each of other blocks of colour. */
    static void write(Path folder, int photos) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < photos; i++) {
            PictureWriter.write(blocks(160, 120, i), folder.resolve("photo-" + i + ".jpg"));
        }
    }

    /** A picture of 4 x 3 blocks whose colours follow from the seed. */
    static Raster blocks(int width, int height, long seed) {
        byte[] colours = new byte[12 * 3];
        new Random(seed).nextBytes(colours);
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int block = y * 3 / height * 4 + x * 4 / width;
                System.arraycopy(colours, block * 3, rgb, (y * width + x) * 3, 3);
            }
        }
        return new Raster(width, height, rgb);
    }
}
