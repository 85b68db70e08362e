package io.manako.engine.evaluation;

import io.manako.engine.photo.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A set of photos for {@link ToyEncoder}, in which a thing is of a colour between red and green. */
final class ColourSet {
    static final int PHOTOS = 60;

    private ColourSet() {}

    /** In the left half of every third photo something between red and green; in the others' something from red to blue. */
    static Raster picture(Path file) {
        int number = Integer.parseInt(file.getFileName().toString().replace(".jpg", ""));
        double angle = number * 37 % PHOTOS * Math.PI / 2 / PHOTOS;
        int[] colour = new int[3];
        colour[0] = (int) (250 * Math.cos(angle));
        colour[number % 3 == 0 ? 1 : 2] = (int) (250 * Math.sin(angle));
        byte[] rgb = new byte[80 * 40 * 3];
        for (int i = 0; i < 80 * 40; i++) {
            for (int c = 0; c < 3; c++) {
                rgb[3 * i + c] = (byte) (i % 80 < 40 ? colour[c] : 20);
            }
        }
        return new Raster(80, 40, rgb);
    }

    static void write(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("images"));
        List<String> images = new ArrayList<>();
        List<String> annotations = new ArrayList<>();
        List<String> queries = new ArrayList<>();
        List<String> gallery = new ArrayList<>();
        for (int i = 0; i < PHOTOS; i++) {
            Files.createFile(directory.resolve("images").resolve(i + ".jpg"));
            gallery.add("\"" + i + ".jpg\"");
            images.add("{\"id\":%d,\"file_name\":\"%d.jpg\",\"width\":80,\"height\":40}".formatted(i, i));
            annotations.add(("{\"id\":%d,\"image_id\":%d,\"category_id\":%d,\"iscrowd\":0,\"bbox\":[0,0,40,40],"
                            + "\"segmentation\":[[0,0,40,0,40,40,0,40]]}")
                    .formatted(i, i, i % 3 == 0 ? 0 : 1));
            if (i % 3 == 0) {
                queries.add("{\"photo\":\"%d.jpg\",\"annotation\":%d,\"category\":\"thing\"}".formatted(i, i));
            }
        }
        Files.writeString(
                directory.resolve("instances.json"),
                "{\"images\":%s,\"annotations\":%s,\"categories\":[{\"id\":0,\"name\":\"thing\"},{\"id\":1,\"name\":\"other\"}]}"
                        .formatted(images, annotations));
        Files.writeString(
                directory.resolve("queries.json"), "{\"gallery\":%s,\"queries\":%s}".formatted(gallery, queries));
    }
}
