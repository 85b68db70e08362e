package io.manako.engine.train;

import io.manako.engine.evaluation.FocusBenchmark;
import io.manako.engine.evaluation.FocusDataset;
import io.manako.engine.evaluation.PromptKind;
import io.manako.engine.evaluation.Suite;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.DjlEncoder;
import io.manako.engine.vit.LoadedWeights;
import io.manako.engine.vit.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A set of photos with ground truth, on which weights are measured as {@code manako eval} measures them, and from which
 * nothing may be learned: it knows its photos by name and by content.
 */
final class EvaluationSet {
    private static final FocusBenchmark.PhotoReader READER = file -> PhotoDecoder.decode(file, 0);

    private final Path folder;
    private final FocusDataset data;
    private final Placement.Kind device;
    private final Set<String> names = new HashSet<>();
    private final Set<Content> contents = new HashSet<>();

    /** What tells files apart without reading those that are packed. */
    private record Content(long size, long checksum) {}

    private EvaluationSet(Path folder, FocusDataset data, Placement.Kind device) {
        this.folder = folder;
        this.data = data;
        this.device = device;
    }

    /**
     * Reads a set and each of its photos.
     *
     * @throws IOException if it is no whole set: known now, not after hours of training
     */
    static EvaluationSet open(
            Path folder, Placement.Kind device, ProgressListener listener, CancellationToken cancellation)
            throws IOException {
        EvaluationSet set = new EvaluationSet(folder, FocusDataset.read(folder), device);
        FocusBenchmark.requireReadable(set.data, READER, listener, cancellation);
        for (FocusDataset.Photo photo : set.data.photos()) {
            byte[] bytes = Files.readAllBytes(photo.file());
            set.names.add(stem(photo.file().getFileName().toString()));
            set.contents.add(new Content(bytes.length, checksum(bytes)));
        }
        return set;
    }

    Path folder() {
        return folder;
    }

    /** Whether a photo has the name of one of the set, but for folder and ending: a copy of it, perhaps in another format. */
    boolean hasName(String path) {
        return names.contains(stem(path));
    }

    boolean hasContent(long size, long checksum) {
        return contents.contains(new Content(size, checksum));
    }

    /** Whether a file lies in the set's folder or is a copy of one of its photos under any name. */
    boolean holds(Path file) throws IOException {
        if (file.toRealPath().startsWith(folder.toRealPath())) {
            return true;
        }
        long size = Files.size(file);
        return contents.stream().anyMatch(content -> content.size == size)
                && hasContent(size, checksum(Files.readAllBytes(file)));
    }

    private static long checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }

    private static String stem(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name).toLowerCase(Locale.ROOT);
    }

    /**
     * Mean average precision of the rows that one pass gives, for boxes: what {@code manako eval} prints for this file.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    Map<String, Double> measure(Path weights, ProgressListener listener, CancellationToken cancellation)
            throws IOException {
        Map<String, Double> figures = new LinkedHashMap<>();
        try (LoadedWeights loaded = LoadedWeights.open(weights, false, 0);
                DjlEncoder encoder = DjlEncoder.load(
                        loaded,
                        Runtime.getRuntime().availableProcessors(),
                        new Placement(device, Placement.Precision.SINGLE))) {
            new FocusBenchmark(encoder, READER, SearchSettings.DEFAULT)
                    .run(data, Suite.TRAINING, Set.of(PromptKind.BOX), listener, cancellation)
                    .rows()
                    .forEach(row -> figures.put(row.method(), row.meanAveragePrecision()));
        }
        return figures;
    }
}
