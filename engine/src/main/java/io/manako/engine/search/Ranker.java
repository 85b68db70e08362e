package io.manako.engine.search;

import io.manako.engine.lexical.WordMatch;
import io.manako.engine.lexical.WordRanking;
import io.manako.engine.msba.BatchAttention;
import io.manako.engine.msba.Likeness;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.vector.Int8Vectors;
import io.manako.engine.vector.LogSumExp;
import io.manako.engine.vector.Scan;
import io.manako.engine.vector.Simd;
import io.manako.engine.vector.TopK.Ranked;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ranks photos for a descriptor: by their windows, the best of them anew by batch attention, and with words by both. Thread-safe.
 */
final class Ranker implements AutoCloseable {
    /** Photos that are ranked by what they show where words have a say, too: further down that hardly counts. */
    private static final int BLENDED = 500;

    /** λ of what is written in the batch's similarity: best of ¼, ½ and 1 on both models (docs/evaluation.md). */
    private static final float WORDING = 1;

    /** The say of what the batch has learned beside the first score: 0.5 to 1 are alike, 0.7 is best (docs/experiments.md). */
    private static final float LEARNED = 0.7f;

    private final SearchSettings settings;
    private final Scan scan;

    /** @param threads that rank, at least 1 */
    Ranker(SearchSettings settings, int threads) {
        this.settings = settings;
        scan = new Scan(threads);
    }

    /**
     * Ranks photos by their windows, and the best of them anew by batch attention. Of near-duplicates the best is a hit
     * and carries the others. With words, photos that have them and are far down by what they show are behind the others that
     * way, in the order of what they show.
     *
     * @param descriptor {@code float[D]} of the query
     * @param candidates by ascending id; of equal scores the earlier is the better hit
     * @param limit number of hits wanted
     */
    List<Hit> rank(float[] descriptor, List<GalleryPhoto> candidates, int limit, SideInformation known) {
        WordRanking words = known.words();
        if (words == null || words.matches().isEmpty()) {
            // Words that no photo has say nothing of the order.
            return byLooks(descriptor, candidates, limit, known);
        }
        List<Hit> looks = new ArrayList<>(byLooks(descriptor, candidates, Math.max(limit, BLENDED), known));
        Set<PhotoId> ranked = looks.stream().map(Hit::id).collect(Collectors.toSet());
        Set<Path> followers =
                looks.stream().flatMap(hit -> hit.duplicates().stream()).collect(Collectors.toSet());
        List<GalleryPhoto> rest = words.matches().stream()
                .filter(match -> !ranked.contains(match.photo()))
                .flatMap(match -> Gallery.find(candidates, match.photo()).stream())
                .filter(photo -> !followers.contains(photo.path()))
                .sorted(Comparator.comparing(GalleryPhoto::id))
                .toList();
        if (!rest.isEmpty()) {
            looks.addAll(byLooks(descriptor, rest, rest.size(), known));
        }
        return RankFusion.DEFAULT.of(looks, words, limit);
    }

    private List<Hit> byLooks(float[] descriptor, List<GalleryPhoto> candidates, int limit, SideInformation known) {
        NearDuplicates distinct = distinct(descriptor, candidates, limit);
        MatchBox boxes = new MatchBox(descriptor, settings.temperature());
        List<Hit> hits = new ArrayList<>();
        for (Ranked best : refine(descriptor, candidates, distinct.best(), known)) {
            if (hits.size() == limit) {
                break;
            }
            GalleryPhoto photo = candidates.get(best.item());
            int window = photo.windows().nearest(descriptor);
            hits.add(new Hit(
                    hits.size() + 1,
                    photo.id(),
                    photo.path(),
                    best.score(),
                    boxes.of(photo),
                    window,
                    photo.width(),
                    photo.height(),
                    distinct.othersOf(best.item())));
        }
        return List.copyOf(hits);
    }

    /** Ranks photos by words alone; of near-duplicates the best is a hit and carries the others. */
    List<Hit> rank(List<GalleryPhoto> candidates, int limit, WordRanking words) {
        Map<PhotoId, Integer> items = new HashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            items.put(candidates.get(i).id(), i);
        }
        Map<PhotoId, WordMatch> matches = new HashMap<>();
        List<Ranked> ranked = new ArrayList<>();
        for (WordMatch match : words.matches()) {
            Integer item = items.get(match.photo());
            if (item != null) {
                matches.put(match.photo(), match);
                ranked.add(new Ranked(item, match.score()));
            }
        }
        NearDuplicates distinct = NearDuplicates.among(candidates, ranked);
        List<Hit> hits = new ArrayList<>();
        for (Ranked best :
                distinct.best().subList(0, Math.min(limit, distinct.best().size()))) {
            GalleryPhoto photo = candidates.get(best.item());
            Hit hit = new Hit(
                    hits.size() + 1,
                    photo.id(),
                    photo.path(),
                    best.score(),
                    new Box(0, 0, photo.width(), photo.height()),
                    0,
                    photo.width(),
                    photo.height(),
                    distinct.othersOf(best.item()));
            hits.add(hit.with(new Blend(best.score(), 0, matches.get(photo.id()))));
        }
        return List.copyOf(hits);
    }

    /** The best photos, of near-duplicates the best alone: a burst would fill the batch, and the page. */
    private NearDuplicates distinct(float[] descriptor, List<GalleryPhoto> candidates, int limit) {
        int wanted = Math.min(candidates.size(), Math.max(limit, settings.batch()));
        // Room for some duplicates, since few are to be expected and a second scan would cost as much as the first.
        int taken = wanted + wanted / 4;
        while (true) {
            int count = Math.min(candidates.size(), taken);
            NearDuplicates distinct = NearDuplicates.among(candidates, scan.top(candidates.size(), count, () -> {
                Scratch scratch = new Scratch();
                return item -> score(descriptor, candidates.get(item), scratch);
            }));
            if (distinct.best().size() >= Math.min(limit, wanted) || count == candidates.size()) {
                return distinct;
            }
            taken *= 2;
        }
    }

    /**
     * The first of a ranking by their score and what batch attention makes of it; the rest stays behind them. What
     * is written has a part in who learns from whom, and none in the score, which stays a similarity of what is shown; so have
     * labels a part in the order.
     */
    private List<Ranked> refine(
            float[] descriptor, List<GalleryPhoto> candidates, List<Ranked> ranked, SideInformation known) {
        int size = Math.min(settings.batch(), ranked.size());
        float[][] windows = new float[size][];
        List<PhotoId> photos = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            GalleryPhoto photo = candidates.get(ranked.get(i).item());
            Int8Vectors all = photo.windows();
            windows[i] = all.vector(all.nearest(descriptor));
            photos.add(photo.id());
        }
        float[][] written = size == 0 ? new float[0][] : known.wording().cosines(photos);
        float[] learned = BatchAttention.STANDARD.similarities(
                Likeness.of(descriptor, windows),
                written.length == 0 ? List.of() : List.of(new Likeness(WORDING, written)));
        float[] scores = new float[size];
        for (int i = 0; i < size; i++) {
            scores[i] = (1 - LEARNED) * ranked.get(i).score() + LEARNED * learned[i];
        }
        List<Ranked> refined =
                new ArrayList<>(LabelFusion.order(scores, known.labelling().of(descriptor, photos)).stream()
                        .map(best -> new Ranked(ranked.get(best.item()).item(), best.score()))
                        .toList());
        float least = size == 0 ? Float.POSITIVE_INFINITY : refined.getLast().score();
        for (Ranked rest : ranked.subList(size, ranked.size())) {
            refined.add(new Ranked(rest.item(), Math.min(least, rest.score())));
        }
        return refined;
    }

    private float score(float[] descriptor, GalleryPhoto photo, Scratch scratch) {
        float[] similarities = scratch.of(photo.windows().count());
        photo.windows().dots(descriptor, similarities);
        float score = LogSumExp.of(similarities, settings.temperature());
        return settings.globalShare() == 0
                ? score
                : score + settings.globalShare() * Simd.dot(descriptor, photo.global());
    }

    @Override
    public void close() {
        scan.close();
    }

    /** Similarities of a photo's windows, an array for each thread that all its photos share. */
    private static final class Scratch {
        private float[] values = {};

        float[] of(int windows) {
            if (values.length != windows) {
                values = new float[windows];
            }
            return values;
        }
    }
}
