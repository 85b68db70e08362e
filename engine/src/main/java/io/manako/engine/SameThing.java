package io.manako.engine;

import io.manako.engine.geometry.Agreement;
import io.manako.engine.geometry.GeometricVerifier;
import io.manako.engine.geometry.KeypointDetector;
import io.manako.engine.geometry.Keypoints;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Prompt;
import io.manako.engine.prompt.Rasteriser;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.task.SideBySide;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which of the best hits show the very same thing, and not only one of its kind: by local features whose places agree
 * (docs/evaluation.md, "The same thing again"). Reads the hits' photos, so it takes seconds; what was found in the last photos is
 * kept. Thread-safe.
 */
public final class SameThing {
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

    private volatile @Nullable Thing last;

    SameThing() {}

    /** A file as it was at a time. */
    private record Version(Path file, FileTime modified) {}

    /**
     * What was marked, and where it was found: the same is asked again whenever photos were added, and on request after a glance.
     *
     * @param photo not kept open for this
     */
    private record Thing(
            WeakReference<QueryPhoto> photo,
            List<Prompt> marks,
            Keypoints keypoints,
            Box box,
            Map<Version, Optional<Agreement>> found) {
        boolean isMarked(QueryPhoto asked, List<Prompt> prompts) {
            return photo.refersTo(asked) && marks.equals(prompts);
        }
    }

    /**
     * Puts those of the best hits first that show the very same thing, the photos with the most features that agree before the
     * others, each with its place.
     *
     * @param result of the request on the photo
     * @param request that marks a thing
     * @param best hits that are looked at, such as {@link GeometricVerifier#GLANCE}; the others stay as they are
     * @throws io.manako.engine.prompt.PromptException if the marks say nothing; the message is for the user
     * @throws IllegalArgumentException if nothing is marked as meant
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public SameThingResult among(
            SearchResult result,
            QueryPhoto photo,
            SearchRequest request,
            int best,
            ProgressListener listener,
            CancellationToken cancellation) {
        if (!request.marksAThing()) {
            throw new IllegalArgumentException("nothing is marked of which the very same could be looked for");
        }
        cancellation.throwIfCancelled();
        Thing thing = thing(photo, request.prompts());
        if (thing.keypoints().count() < GeometricVerifier.CERTAIN) {
            return new SameThingResult(result, thing.keypoints().count(), 0, 0);
        }
        List<Hit> hits = result.hits();
        int looked = Math.min(best, hits.size());
        List<Hit> same = new ArrayList<>();
        List<Hit> others = new ArrayList<>();
        for (Hit hit : look(hits.subList(0, looked), thing, listener, cancellation)) {
            (hit.same() == null ? others : same).add(hit);
        }
        int found = same.size();
        same.sort(Comparator.comparingInt(SameThing::agreeing).reversed());
        same.addAll(others);
        same.addAll(hits.subList(looked, hits.size()));
        return new SameThingResult(result.hits(same), thing.keypoints().count(), looked, found);
    }

    private static int agreeing(Hit hit) {
        Agreement same = hit.same();
        return same == null ? 0 : same.features();
    }

    private Thing thing(QueryPhoto photo, List<Prompt> marks) {
        Thing known = last;
        if (known != null && known.isMarked(photo, marks)) {
            return known;
        }
        Thing thing = new Thing(
                new WeakReference<>(photo),
                List.copyOf(marks),
                KeypointDetector.ofThing(photo.picture(), photo.width(), photo.height(), marks, rasteriser),
                rasteriser.bounds(marks, photo.width(), photo.height()),
                new ConcurrentHashMap<>());
        last = thing;
        return thing;
    }

    private List<Hit> look(List<Hit> hits, Thing thing, ProgressListener listener, CancellationToken cancellation) {
        List<Hit> seen = new ArrayList<>();
        SideBySide.each(hits, hit -> cancellation.isCancelled() ? hit : look(hit, thing), hit -> {
            seen.add(hit);
            cancellation.throwIfCancelled();
            listener.onProgress(Progress.of("search.same", seen.size(), hits.size()));
        });
        return seen;
    }

    private Hit look(Hit hit, Thing thing) {
        try {
            Version version = new Version(hit.path(), Files.getLastModifiedTime(hit.path()));
            Optional<Agreement> agreement = thing.found().get(version);
            if (agreement == null) {
                agreement = GeometricVerifier.verify(thing.keypoints(), features(version, hit.width()))
                        .filter(found -> found.features() >= GeometricVerifier.CERTAIN);
                thing.found().put(version, agreement);
            }
            return agreement
                    .map(found -> hit.showing(found, found.place(thing.box(), hit.width(), hit.height())))
                    .orElse(hit);
        } catch (IOException e) {
            // It is away, as photos of an unplugged drive are: it stays a hit of its kind.
            LOG.info("not looked at for the very same thing: {}: {}", hit.path(), e.toString());
            return hit;
        }
    }

    private Keypoints features(Version version, int width) throws IOException {
        synchronized (kept) {
            Keypoints known = kept.get(version);
            if (known != null) {
                return known;
            }
        }
        Keypoints found = KeypointDetector.ofPhoto(PhotoDecoder.decode(version.file(), SHORT_SIDE), width);
        synchronized (kept) {
            kept.put(version, found);
        }
        return found;
    }
}
