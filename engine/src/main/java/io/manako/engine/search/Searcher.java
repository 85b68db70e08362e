package io.manako.engine.search;

import io.manako.engine.feedback.QueryUpdate;
import io.manako.engine.lexical.WordRanking;
import io.manako.engine.msba.Intervention;
import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.phs.HeadId;
import io.manako.engine.phs.HeadSelection;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.prompt.Prompt;
import io.manako.engine.prompt.Rasteriser;
import io.manako.engine.vit.AttentionMaps;
import io.manako.engine.vit.DescriptorKind;
import io.manako.engine.vit.FocusToken;
import io.manako.engine.vit.OpenPhoto;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A search from the prompt to the hits: the prompt becomes a region of the patch grid, the region selects heads, region
 * and heads make a focus token, and its descriptor is compared with every window of every photo (method.md §2 to §4).
 * Thread-safe; a search takes milliseconds and runs on the caller's thread and the scan's.
 */
public final class Searcher implements AutoCloseable {
    /** What measured best over models and kinds of prompts (docs/evaluation.md). */
    private static final QueryUpdate UPDATE = QueryUpdate.STANDARD;

    /** λ of {@link Intervention}: the largest round share that harms no model. */
    private static final float UNWANTED = 0.25f;

    private final SearchSettings settings;
    private final Rasteriser rasteriser;
    private final Ranker ranker;

    /** @param threads that rank, at least 1 */
    public Searcher(SearchSettings settings, int threads) {
        this.settings = settings;
        rasteriser = new Rasteriser(settings.pointRadius());
        ranker = new Ranker(settings, threads);
    }

    /**
     * Finds photos that show what is marked.
     *
     * @param photo the query photo, encoded by the gallery's model
     * @param near its parts that {@link #closeUps} asks for; none to do without
     * @param width of the query photo in pixels, the unit of the prompts, as is {@code height}
     * @param eligible what may be a hit: a photo in the request's folder that its filter lets through and that is not the query photo
     * @param known of the photos besides how they look
     * @throws io.manako.engine.prompt.PromptException if the marks mean nothing on this photo
     * @throws IllegalArgumentException if heads are overridden that are not there, or all of a block are switched off
     */
    public SearchResult search(
            OpenPhoto photo,
            List<CloseUp> near,
            int width,
            int height,
            SearchRequest request,
            Gallery gallery,
            Predicate<PhotoId> eligible,
            SideInformation known) {
        long start = System.nanoTime();
        Query query = understand(photo, near, width, height, request);
        double understood = millis(start, System.nanoTime());
        return search(query, request, gallery, eligible, known).after(understood);
    }

    /**
     * Finds photos that show what a query was understood to mean; arguments as in the search from the photo.
     *
     * @param query what {@link #understand} made of the request's marks
     */
    public SearchResult search(
            Query query, SearchRequest request, Gallery gallery, Predicate<PhotoId> eligible, SideInformation known) {
        long start = System.nanoTime();
        Learned learned =
                Learned.from(query.descriptor(), request.judgements(), gallery.photos(), known.tagging(), UPDATE);
        float[] descriptor = learned.descriptor();
        long encoded = System.nanoTime();
        WordRanking words = known.words();
        List<GalleryPhoto> candidates = candidates(gallery, request, eligible);
        List<Hit> hits = ranker.rank(
                descriptor, words == null ? candidates : admitted(candidates, words), request.limit(), known);
        long end = System.nanoTime();
        return new SearchResult(
                        query.grid(),
                        query.region(),
                        query.heads().heads(),
                        hits,
                        candidates.size(),
                        new SearchResult.Timing(millis(start, encoded), millis(encoded, end), millis(start, end)))
                .learned(learned.lessons())
                .missing(words == null ? List.of() : words.missing())
                .called(known.labelling().names(descriptor));
    }

    /**
     * What the marks of a request mean on a photo, seen as a whole and from near; arguments and errors as in {@link #search}.
     * Region and heads are those of the whole photo. Negative marks neither repel attention nor silence heads, which costs more
     * than it brings: what they mark is a query of its own, and the difference is taken out of the wanted one
     * (docs/evaluation.md).
     */
    public Query understand(OpenPhoto photo, List<CloseUp> near, int width, int height, SearchRequest request) {
        float[] region = rasteriser.rasterise(request.prompts(), width, height, photo.grid());
        float[] wanted = new float[region.length];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = Math.max(0, region[i]);
        }
        HeadSelection heads = select(photo, wanted, request.overrides());
        float[] thing = thing(photo, wanted, photo);
        if (request.prompts().isEmpty()) {
            float[] whole =
                    request.overrides().isEmpty() ? photo.cls() : describe(photo, wanted, heads, DescriptorKind.CLS);
            return new Query(photo.grid(), region, heads, whole, thing);
        }
        Query query =
                new Query(photo.grid(), region, heads, describe(photo, wanted, heads, DescriptorKind.FOCUS), thing);
        for (CloseUp part : near) {
            if (part.shows() == Polarity.POSITIVE) {
                query = closer(query, photo, part, width, height, request);
            }
        }
        float[] unwanted = union(Polarity.NEGATIVE, request, width, height, new Box(0, 0, width, height), photo);
        return anyPositive(unwanted)
                ? query.without(other(photo, unwanted, near, width, height, request), UNWANTED)
                : query;
    }

    /** The query with what the close-up shows. What is not meant may fill a part's few patches; then the photo answers alone. */
    private Query closer(Query query, OpenPhoto photo, CloseUp near, int width, int height, SearchRequest request) {
        float[] wanted = union(Polarity.POSITIVE, request, width, height, near.part(), near.photo());
        float[] unwanted = union(Polarity.NEGATIVE, request, width, height, near.part(), near.photo());
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] *= 1 - unwanted[i];
        }
        if (!anyPositive(wanted)) {
            return query;
        }
        HeadSelection heads = select(near.photo(), wanted, request.overrides());
        return query.and(
                describe(near.photo(), wanted, heads, DescriptorKind.NEAR), thing(near.photo(), wanted, photo));
    }

    /** Descriptor of what is not meant, as it would be looked for; heads that were switched by hand are the wanted thing's. */
    private float[] other(
            OpenPhoto photo, float[] unwanted, List<CloseUp> near, int width, int height, SearchRequest request) {
        float[] other = describe(photo, unwanted, select(photo, unwanted, Map.of()), DescriptorKind.FOCUS);
        for (CloseUp part : near) {
            float[] shown = union(Polarity.NEGATIVE, request, width, height, part.part(), part.photo());
            if (part.shows() == Polarity.NEGATIVE && anyPositive(shown)) {
                HeadSelection heads = select(part.photo(), shown, Map.of());
                other = Query.mean(other, describe(part.photo(), shown, heads, DescriptorKind.NEAR));
            }
        }
        return other;
    }

    /** The thing stands out from its whole photo, also where a close-up shows little else. */
    private static float @Nullable [] thing(OpenPhoto seen, float[] wanted, OpenPhoto whole) {
        return anyPositive(wanted)
                ? MatchPlace.thing(seen.patchTokens(), wanted, MatchPlace.mean(whole.patchTokens()))
                : null;
    }

    private float[] union(Polarity polarity, SearchRequest request, int width, int height, Box part, OpenPhoto photo) {
        List<Prompt> prompts = request.prompts().stream()
                .filter(prompt -> prompt.polarity() == polarity)
                .toList();
        return rasteriser.union(prompts, width, height, part, photo.grid());
    }

    /**
     * The parts of a photo to encode by themselves before a search, in photo pixels: around what is meant, and, of negative
     * polarity, around what is not; without those where there is nothing to come nearer to.
     */
    public List<Box> closeUps(SearchRequest request, int width, int height) {
        if (!request.closeUp() || !request.marksAThing()) {
            return List.of();
        }
        // Marks outside the photo and empty masks are refused before anything is encoded for them.
        rasteriser.union(request.prompts(), width, height, new Box(0, 0, width, height), new PatchGrid(1, 1));
        return Stream.of(Polarity.values())
                .filter(polarity -> request.prompts().stream().anyMatch(prompt -> prompt.polarity() == polarity))
                .flatMap(polarity -> closeUp(polarity, request.prompts(), width, height).stream())
                .toList();
    }

    private Optional<Box> closeUp(Polarity polarity, List<Prompt> prompts, int width, int height) {
        double zoom = settings.zoom().of(polarity, prompts);
        Box part = CloseUp.around(rasteriser.bounds(polarity, prompts, width, height), zoom, width, height);
        return zoom > 0 && (part.width() < width || part.height() < height) ? Optional.of(part) : Optional.empty();
    }

    /**
     * Descriptor of what a region shows.
     *
     * @param kind CLS where there are no marks but heads switched by hand
     */
    private float[] describe(OpenPhoto photo, float[] region, HeadSelection heads, DescriptorKind kind) {
        // Without a bias the token is CLS with other gates, and is centred as CLS is.
        boolean biased = settings.bias() && kind != DescriptorKind.CLS;
        FocusToken token = new FocusToken(biased ? region : new float[region.length], heads.gates());
        return photo.focus(List.of(token), biased ? kind : DescriptorKind.CLS)[0];
    }

    private static boolean anyPositive(float[] region) {
        for (float m : region) {
            if (m > 0) {
                return true;
            }
        }
        return false;
    }

    private HeadSelection select(OpenPhoto photo, float[] region, Map<HeadId, Boolean> overrides) {
        AttentionMaps attention = photo.attention();
        return HeadSelection.select(
                attention.maps(), attention.firstBlock(), region, settings.scoring(), settings.selection(), overrides);
    }

    /**
     * Ranks photos by what they show alone.
     *
     * @param descriptor {@code float[D]} of the query
     * @param candidates by ascending id; of equal scores the earlier is the better hit
     * @param limit number of hits wanted
     */
    public List<Hit> rank(float[] descriptor, List<GalleryPhoto> candidates, int limit) {
        return ranker.rank(descriptor, candidates, limit, SideInformation.NONE);
    }

    /** Ranks photos by what they show and what is known besides; arguments as in {@link #rank(float[], List, int)}. */
    public List<Hit> rank(float[] descriptor, List<GalleryPhoto> candidates, int limit, SideInformation known) {
        return ranker.rank(descriptor, candidates, limit, known);
    }

    /**
     * Ranks photos by words alone.
     *
     * @param request of which limit and judgements count; of judgements only those that a photo is not wanted
     * @param eligible what may be a hit
     */
    public SearchResult search(SearchRequest request, Gallery gallery, Predicate<PhotoId> eligible, WordRanking words) {
        long start = System.nanoTime();
        List<GalleryPhoto> candidates = candidates(gallery, request, eligible);
        List<Hit> hits = ranker.rank(admitted(candidates, words), request.limit(), words);
        double millis = millis(start, System.nanoTime());
        return new SearchResult(
                        new PatchGrid(1, 1),
                        new float[1],
                        List.of(),
                        hits,
                        candidates.size(),
                        new SearchResult.Timing(0, millis, millis))
                .missing(words.missing());
    }

    private static List<GalleryPhoto> admitted(List<GalleryPhoto> photos, WordRanking words) {
        return photos.stream().filter(photo -> words.admits().test(photo.id())).toList();
    }

    private static List<GalleryPhoto> candidates(Gallery gallery, SearchRequest request, Predicate<PhotoId> eligible) {
        List<GalleryPhoto> photos = gallery.photos();
        Set<PhotoId> unwanted = request.judged(false);
        // A copy of what is not wanted would only take its place.
        List<PerceptualHash> looks = unwanted.stream()
                .flatMap(id -> Gallery.find(photos, id).stream())
                .map(GalleryPhoto::hash)
                .toList();
        Path folder = request.folder();
        return photos.stream()
                .filter(photo -> eligible.test(photo.id()) && !unwanted.contains(photo.id()))
                .filter(photo -> looks.stream().noneMatch(photo.hash()::isNear))
                // A copy in the folder is what is found there.
                .map(photo -> folder == null
                        ? photo
                        : photo.pathIn(folder).map(photo::at).orElse(photo))
                .toList();
    }

    private static double millis(long from, long to) {
        return (to - from) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    @Override
    public void close() {
        ranker.close();
    }
}
