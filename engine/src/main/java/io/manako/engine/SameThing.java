package io.manako.engine;

import io.manako.engine.geometry.Agreement;
import io.manako.engine.geometry.GeometricVerifier;
import io.manako.engine.geometry.KeypointDetector;
import io.manako.engine.geometry.Keypoints;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Rasteriser;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which of the best hits show the very same thing, and not only one of its kind: by local features whose places agree
 * (docs/evaluation.md, "The same thing again"). Reads the hits' photos, so it takes seconds; what was found in the last photos is
 * kept. Thread-safe.
 */
public final class SameThing {
    /** Best hits that are looked at. */
    private static final int LOOKED_AT = 200;

    /** Enough for the detector's longer side in every usual shape. */
    private static final int SHORT_SIDE = 600;

    /** Photos whose features are kept, at 200 kB each at most. */
    private static final int KEPT = 300;

    private static final Logger LOG = LoggerFactory.getLogger(SameThing.class);

    private final Rasteriser rasteriser = new Rasteriser(SearchSettings.DEFAULT.pointRadius());
    private final Map<Version, Keypoints> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, Keypoints> eldest) {
            return size() > KEPT;
        }
    };

    private final PhotoLibrary library;

    SameThing(PhotoLibrary library) {
        this.library = library;
    }

    /** A file as it was at a time. */
    private record Version(Path file, FileTime modified) {}

    /**
     * Searches as the library does and puts first what shows the very same thing, the photos with the most features that agree
     * before the others, each with its place.
     *
     * @throws io.manako.engine.prompt.PromptException if the marks say nothing; the message is for the user
     * @throws IllegalArgumentException if nothing is marked as meant
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public SameThingResult search(
            QueryPhoto photo, SearchRequest request, ProgressListener listener, CancellationToken cancellation) {
        if (!request.marksAThing()) {
            throw new IllegalArgumentException("nothing is marked of which the very same could be looked for");
        }
        SearchResult result = library.search(photo, request.limit(Math.max(LOOKED_AT, request.limit())));
        Keypoints thing =
                KeypointDetector.ofThing(photo.picture(), photo.width(), photo.height(), request.prompts(), rasteriser);
        if (thing.count() < GeometricVerifier.CERTAIN) {
            return new SameThingResult(result.hits(first(result.hits(), request.limit())), thing.count(), 0, 0);
        }
        Box marked = rasteriser.bounds(request.prompts(), photo.width(), photo.height());
        List<Hit> hits = result.hits();
        int looked = Math.min(LOOKED_AT, hits.size());
        Hit[] seen = new Hit[looked];
        AtomicInteger done = new AtomicInteger();
        IntStream.range(0, looked).parallel().forEach(i -> {
            cancellation.throwIfCancelled();
            seen[i] = look(hits.get(i), thing, marked);
            synchronized (done) {
                listener.onProgress(Progress.of("search.same", done.incrementAndGet(), looked));
            }
        });
        List<Hit> same = new ArrayList<>();
        List<Hit> others = new ArrayList<>();
        for (Hit hit : seen) {
            (hit.same() == null ? others : same).add(hit);
        }
        int found = same.size();
        same.sort(Comparator.comparingInt(SameThing::agreeing).reversed());
        same.addAll(others);
        same.addAll(hits.subList(looked, hits.size()));
        return new SameThingResult(result.hits(first(same, request.limit())), thing.count(), looked, found);
    }

    private static List<Hit> first(List<Hit> hits, int limit) {
        List<Hit> ranked = new ArrayList<>();
        for (Hit hit : hits.subList(0, Math.min(limit, hits.size()))) {
            ranked.add(hit.at(ranked.size() + 1));
        }
        return ranked;
    }

    private static int agreeing(Hit hit) {
        Agreement same = hit.same();
        return same == null ? 0 : same.features();
    }

    private Hit look(Hit hit, Keypoints thing, Box marked) {
        try {
            Optional<Agreement> agreement = GeometricVerifier.verify(thing, features(hit.path(), hit.width()))
                    .filter(found -> found.features() >= GeometricVerifier.CERTAIN);
            return agreement
                    .map(found -> hit.showing(found, found.place(marked, hit.width(), hit.height())))
                    .orElse(hit);
        } catch (IOException e) {
            // It is away, as photos of an unplugged drive are: it stays a hit of its kind.
            LOG.info("not looked at for the very same thing: {}: {}", hit.path(), e.toString());
            return hit;
        }
    }

    private Keypoints features(Path file, int width) throws IOException {
        Version version = new Version(file, Files.getLastModifiedTime(file));
        synchronized (kept) {
            Keypoints known = kept.get(version);
            if (known != null) {
                return known;
            }
        }
        Keypoints found = KeypointDetector.ofPhoto(PhotoDecoder.decode(file, SHORT_SIDE), width);
        synchronized (kept) {
            kept.put(version, found);
        }
        return found;
    }
}
