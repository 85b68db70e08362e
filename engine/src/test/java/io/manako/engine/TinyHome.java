package io.manako.engine;

import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Photos of noise, and two small seeded networks of different dimensions that describe them. */
record TinyHome(Path home) {
    static final int PHOTOS = 12;
    static final String MODEL = "tiny-timm";
    static final String OTHER = "tiny-dinov2-hf";

    static TinyHome make(Path home) throws IOException {
        TinyHome made = new TinyHome(home);
        Files.createDirectories(made.photos());
        for (int i = 0; i < PHOTOS; i++) {
            made.add(i);
        }
        Files.createDirectories(home.resolve("models"));
        for (String model : List.of(MODEL, OTHER)) {
            try (InputStream in = TinyHome.class.getResourceAsStream("vit/" + model + ".safetensors")) {
                Files.copy(in, made.weights(model));
            }
        }
        return made;
    }

    /** Draws one more photo; each number gives another one. */
    void add(int number) throws IOException {
        byte[] noise = new byte[160 * 120 * 3];
        new Random(number).nextBytes(noise);
        PictureWriter.write(new Raster(160, 120, noise), photo(number));
    }

    Path photos() {
        return home.resolve("photos");
    }

    Path photo(int number) {
        return photos().resolve("photo-" + number + ".png");
    }

    Path weights(String model) {
        return home.resolve("models").resolve(model + ".safetensors");
    }

    Path library() {
        return home.resolve("library");
    }

    EngineConfig config(String model) {
        return new EngineConfig(model, home, 0, EngineConfig.Preprocessing.DEFAULT, 0);
    }
}
