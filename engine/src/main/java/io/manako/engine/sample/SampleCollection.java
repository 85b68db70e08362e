package io.manako.engine.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.manako.engine.message.Message;
import io.manako.engine.message.WordedException;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.prompt.Box;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Niceness;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Photos to try Manako with, drawn by code: {@value #SIZE} still lifes of three to six things of twelve {@linkplain Kind
 * kinds}, no two alike, with ground truth. The same pictures on every run. Thread-safe.
 */
public final class SampleCollection {
    /** Number of pictures. */
    public static final int SIZE = 60;

    /** So many of the first pictures have the {@link #startingQuery} of all of them. */
    public static final int ENOUGH_TO_START = 8;

    /** Changes with every change of the recipe, so that a folder of an older one is drawn again. */
    private static final int RECIPE = 1;

    private static final long SEED = 20_260_101;
    private static final String TRUTH_FILE = "sample.json";
    private static final int MOST_THREADS = 4; // a picture in the making takes some 60 MB
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private SampleCollection() {}

    /**
     * Ground truth of a picture that lies in a folder.
     *
     * @param bytes length of the file
     */
    public record SamplePhoto(String fileName, int width, int height, long bytes, List<SceneObject> objects) {
        public SamplePhoto {
            objects = List.copyOf(objects);
        }
    }

    /** A first question: a thing in one of the pictures. */
    public record StartingQuery(String fileName, Kind kind, Box box) {}

    /** What {@value #TRUTH_FILE} says. */
    private record Truth(int recipe, List<SamplePhoto> photos) {}

    /** Where the pictures lie in a folder of the user's data, for whoever draws them: others find them drawn. */
    public static Path folderIn(Path home) {
        return home.resolve("sample").resolve("photos");
    }

    /** Draws one picture, numbered from 0; takes about a second. */
    public static Scene draw(int number) {
        return SceneComposer.compose("still-life-%02d.jpg".formatted(number + 1), casts().get(number), SEED + number);
    }

    /**
     * Puts the whole collection into a folder, or does nothing if it is there already. Takes about half a minute.
     *
     * @param folder made if it is missing; other files in it are left alone
     * @return ground truth, one for each picture, in the order of their names
     * @throws IOException if it cannot be written; what is there of it is drawn again next time
     * @throws CancellationException if cancelled
     */
    public static List<SamplePhoto> writeTo(Path folder, ProgressListener listener, CancellationToken cancellation)
            throws IOException {
        return writeTo(folder, listener, photo -> {}, cancellation);
    }

    /**
     * The same, telling each picture that is written, in the order of their names; none of a collection that is there.
     *
     * @param onWritten called by the calling thread
     */
    public static List<SamplePhoto> writeTo(
            Path folder, ProgressListener listener, Consumer<SamplePhoto> onWritten, CancellationToken cancellation)
            throws IOException {
        List<SamplePhoto> there = read(folder);
        if (!there.isEmpty()) {
            return there;
        }
        Files.createDirectories(folder);
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
        List<SamplePhoto> photos = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("manako-sample-", 0).factory());
        try {
            List<Future<SamplePhoto>> work = new ArrayList<>();
            for (int i = 0; i < SIZE; i++) {
                int number = i;
                work.add(pool.submit(() -> {
                    if (number >= ENOUGH_TO_START) {
                        // Those who have begun to look wait for the first ones to be indexed, by threads that give way.
                        Niceness.giveWay(Niceness.LAST);
                    }
                    return write(draw(number), folder);
                }));
            }
            for (Future<SamplePhoto> photo : work) {
                listener.onProgress(Progress.of("sample.draw", photos.size(), SIZE));
                SamplePhoto written = result(photo);
                photos.add(written);
                onWritten.accept(written);
                cancellation.throwIfCancelled();
            }
        } finally {
            pool.shutdownNow();
            pool.close();
        }
        writeTruth(new Truth(RECIPE, photos), folder);
        listener.onProgress(Progress.of("sample.draw", SIZE, SIZE));
        return List.copyOf(photos);
    }

    /** Ground truth of the collection in a folder; empty if it is not there, not whole, or of another recipe. */
    public static List<SamplePhoto> read(Path folder) throws IOException {
        Path file = folder.resolve(TRUTH_FILE);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        Truth truth;
        try {
            truth = JSON.readValue(Files.readAllBytes(file), Truth.class);
        } catch (JsonProcessingException e) {
            return List.of(); // of another version, or broken: drawn again
        }
        for (SamplePhoto photo : truth.photos) {
            Path picture = folder.resolve(photo.fileName);
            if (!Files.isRegularFile(picture) || Files.size(picture) != photo.bytes) {
                return List.of();
            }
        }
        return truth.recipe == RECIPE ? truth.photos : List.of();
    }

    /**
     * Where to begin: the largest mug of the collection.
     *
     * @param photos result of {@link #writeTo} or {@link #read}, not empty
     */
    public static StartingQuery startingQuery(List<SamplePhoto> photos) {
        StartingQuery best = null;
        for (SamplePhoto photo : photos) {
            for (SceneObject object : photo.objects) {
                if (object.kind() == Kind.MUG && (best == null || area(object.box()) > area(best.box))) {
                    best = new StartingQuery(photo.fileName, object.kind(), object.box());
                }
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("no mug in " + photos.size() + " pictures");
        }
        return best;
    }

    private static double area(Box box) {
        return box.width() * box.height();
    }

    /** Which kinds each picture shows: dealt from a deck, so that all kinds are about equally frequent. */
    private static List<List<Kind>> casts() {
        Random random = new Random(SEED);
        List<Kind> deck = new ArrayList<>();
        List<List<Kind>> casts = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            int count = 3 + random.nextInt(4);
            List<Kind> cast = new ArrayList<>();
            while (cast.size() < count) {
                if (deck.isEmpty()) {
                    deck.addAll(List.of(Kind.values()));
                    Collections.shuffle(deck, random);
                }
                Kind kind = deck.removeLast();
                if (!cast.contains(kind)) {
                    cast.add(kind);
                }
            }
            casts.add(cast);
        }
        return casts;
    }

    private static SamplePhoto write(Scene scene, Path folder) throws IOException {
        Path file = folder.resolve(scene.fileName());
        PictureWriter.write(scene.picture(), file);
        return new SamplePhoto(
                scene.fileName(), scene.picture().width(), scene.picture().height(), Files.size(file), scene.objects());
    }

    private static SamplePhoto result(Future<SamplePhoto> photo) throws IOException {
        try {
            return photo.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw new WordedException(Message.of("engine.sample.unwritable", io.getMessage()), io);
            }
            throw new IllegalStateException("a sample picture could not be drawn", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /** Last of all: the collection counts as whole when this file is there. */
    private static void writeTruth(Truth truth, Path folder) throws IOException {
        Path temporary = Files.createTempFile(folder, ".sample", ".part");
        try {
            Files.write(temporary, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(truth));
            try {
                Files.move(temporary, folder.resolve(TRUTH_FILE), StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, folder.resolve(TRUTH_FILE), StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
