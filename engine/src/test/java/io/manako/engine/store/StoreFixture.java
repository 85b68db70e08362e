package io.manako.engine.store;

import io.manako.engine.message.Message;
import io.manako.engine.photo.ByteHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.PixelHash;
import io.manako.engine.vit.ModelInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Rows for the tests of this package. */
final class StoreFixture {
    static final int DIMENSION = 16;
    static final ModelInfo MODEL = model("tiny", DIMENSION);

    private StoreFixture() {}

    static ModelInfo model(String name, int dimension) {
        return new ModelInfo(name, "0123456789abcdef".repeat(4), dimension, 1, 1, 1, 3, Message.plain("CPU"));
    }

    static ByteHash bytes(long seed) {
        return ByteHash.of(("bytes " + seed).getBytes());
    }

    static PixelHash picture(long seed) {
        return new PixelHash(ByteHash.of(("picture " + seed).getBytes()).hex());
    }

    static NewPhoto newPhoto(long seed) {
        return new NewPhoto(picture(seed), 640, 480, "JPEG", null);
    }

    static PhotoId addPhoto(LibraryStore store, String path, long seed) {
        return addPhoto(store.catalogue(), path, seed);
    }

    static PhotoId addPhoto(Catalogue catalogue, String path, long seed) {
        PhotoId[] id = new PhotoId[1];
        catalogue.write(writer -> {
            id[0] = writer.addPhoto(newPhoto(seed));
            writer.putFile(Path.of(path), id[0], bytes(seed), new FileStamp(seed, seed));
        });
        return id[0];
    }

    /**
     * Takes away the permission to write in a library's folder; and from root, whom permissions do not bind, the lock
     * file, without which a library cannot be opened for writing.
     */
    static void forbidWriting(Path library) throws IOException {
        for (Path file : below(library)) {
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(Files.isDirectory(file) ? "r-xr-xr-x" : "r--r--r--"));
        }
        if (Files.isWritable(library)) {
            Path lock = library.resolve("library.lock");
            Files.deleteIfExists(lock);
            Files.createDirectory(lock);
        }
    }

    static void allowWriting(Path library) throws IOException {
        for (Path file : below(library)) {
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--"));
        }
        Path lock = library.resolve("library.lock");
        if (Files.isDirectory(lock)) {
            Files.delete(lock);
        }
    }

    private static List<Path> below(Path library) throws IOException {
        try (Stream<Path> files = Files.walk(library)) {
            return files.toList();
        }
    }

    static PhotoDescriptor descriptor(PhotoId id, int windows) {
        Random random = new Random(id.value() * 31 + windows);
        float[] global = new float[DIMENSION];
        for (int i = 0; i < global.length; i++) {
            global[i] = random.nextFloat() - 0.5f;
        }
        byte[] bytes = ByteBuffer.allocate(windows * DIMENSION).array();
        random.nextBytes(bytes);
        float[] scales = new float[windows];
        float[] boxes = new float[windows * 4];
        for (int i = 0; i < windows; i++) {
            scales[i] = random.nextFloat();
            boxes[i * 4 + 2] = 1;
            boxes[i * 4 + 3] = 0.5f;
        }
        return new PhotoDescriptor(id, 14, 14, global, bytes, scales, boxes);
    }
}
