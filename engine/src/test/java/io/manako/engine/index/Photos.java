package io.manako.engine.index;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.PhotoDescriptor;
import io.manako.engine.store.PhotoRow;
import io.manako.engine.vit.ModelInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Small photo files, each of its own look, and what a library says of them. */
final class Photos {
    private Photos() {}

    static Raster picture(int seed) {
        int width = seed % 3 == 0 ? 48 : 40;
        int height = seed % 3 == 1 ? 48 : 40;
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * (seed + 1) / 7 + seed * 31);
        }
        return new Raster(width, height, rgb);
    }

    /** Writes a photo whose format is that of its name. */
    static Path write(Path file, int seed) throws IOException {
        Files.createDirectories(file.getParent());
        PictureWriter.write(picture(seed), file);
        return file;
    }

    /** Photos 0, 1, 2 and on: sub0/0.jpg, sub1/1.png, sub2/2.jpg, sub0/3.png … */
    static void writeMany(Path folder, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            write(folder.resolve("sub" + i % 3).resolve(i + (i % 2 == 0 ? ".jpg" : ".png")), i);
        }
    }

    /** Everything of a library that must not depend on how often its indexing was disturbed; ids may differ. */
    static Map<Path, String> rows(LibraryStore store, ModelInfo model) {
        Map<PhotoId, PhotoDescriptor> descriptors = new TreeMap<>();
        store.descriptors(model).forEach(descriptor -> descriptors.put(descriptor.id(), descriptor));
        Map<Path, String> rows = new TreeMap<>();
        for (PhotoRow photo : store.catalogue().photos()) {
            PhotoDescriptor d = descriptors.remove(photo.id());
            String described = d == null
                    ? "none"
                    : d.gridRows() + "x" + d.gridColumns() + " " + Arrays.hashCode(d.global()) + " "
                            + Arrays.hashCode(d.windows()) + " " + Arrays.hashCode(d.scales()) + " "
                            + Arrays.hashCode(d.boxes());
            String row = photo.width() + "x" + photo.height() + " " + photo.format() + " " + photo.state() + " "
                    + photo.copies() + " " + described;
            rows.put(photo.path(), row);
        }
        if (!descriptors.isEmpty()) {
            throw new AssertionError("descriptors of no photo: " + descriptors.keySet());
        }
        return rows;
    }
}
