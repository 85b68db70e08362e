package io.manako.engine.evaluation;

import io.manako.engine.evaluation.Method.Asked;
import io.manako.engine.geometry.GeometricVerifier;
import io.manako.engine.phs.HeadScoring;
import io.manako.engine.phs.Selection;
import io.manako.engine.prompt.Rasteriser;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.Query;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.search.Searcher;
import io.manako.engine.search.Zoom;
import io.manako.engine.vector.LogSumExp;
import io.manako.engine.vector.Simd;
import io.manako.engine.vit.DescriptorKind;
import io.manako.engine.vit.FocusToken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the methods themselves, and keeps the searchers that they share. Close it when all is ranked. */
final class Methods implements AutoCloseable {
    private static final float TEMPERATURE = 20;
    private static final int BATCH = 200;

    /** What the rows begin with whose best photos were looked at again by geometry; how many follows. */
    static final String VERIFIED = "same thing in ";

    /** The default's ranking, at which nobody looks again. */
    static final String RANKING = "ranking alone";

    /** Of the phs row: γ = H · softmax(ln mass / 0.5) in the last three blocks (method.md §3). */
    private static final Selection GATES = new Selection.Soft(0.5f, 3);

    private final SearchSettings settled;
    private final Map<SearchSettings, Searcher> searchers = new HashMap<>();

    /** @param settled settings of the default */
    Methods(SearchSettings settled) {
        this.settled = settled;
    }

    /** The rows of method.md §10. */
    List<Method> standard() {
        return Stream.of(RetrievalMethod.values()).map(this::of).toList();
    }

    Method of(RetrievalMethod method) {
        Searcher windows = searcher(fixed(0));
        Searcher batch = searcher(fixed(BATCH));
        return new Method(
                method.key(),
                switch (method) {
                    case RANDOM -> marked -> random(marked.number());
                    case WHOLE -> marked -> byWhole(marked.open().cls());
                    case CROP -> marked -> byWhole(marked.crop());
                    case PATCHES ->
                        marked -> patches(
                                marked.open().patchTokens(),
                                marked.understood(windows).region());
                    case PHS -> marked -> byWhole(gated(marked, windows));
                    case FOCUS -> marked -> byWhole(focus(marked));
                    case WINDOWS -> marked -> bySearch(windows, focus(marked));
                    case BATCH -> marked -> bySearch(batch, focus(marked));
                    case CROP_WINDOWS -> marked -> byWindows(focus(marked), marked.crop());
                    case CROP_BATCH -> marked -> bySearch(batch, normalised(sum(focus(marked), marked.crop())));
                    case DEFAULT -> verified(GeometricVerifier.GLANCE);
                });
    }

    Searcher searcher(SearchSettings settings) {
        // One thread each: queries are ranked side by side.
        return searchers.computeIfAbsent(settings, s -> new Searcher(s, 1));
    }

    /** Settings of the rows that fix how a prompt is understood, whatever the default does. */
    private SearchSettings fixed(int batch) {
        return new SearchSettings(
                HeadScoring.MASS, GATES, true, TEMPERATURE, 0, settled.pointRadius(), batch, Zoom.NONE);
    }

    /** Settings of the default. */
    SearchSettings settled() {
        return settled;
    }

    /** A search by settings of its own. */
    Function<MarkedPhoto, Asked> search(SearchSettings settings) {
        Searcher searcher = searcher(settings);
        return marked -> {
            Query query = marked.understood(searcher);
            return bySearch(searcher, query.descriptor(), query.thing());
        };
    }

    /** The default, but for the look at its best photos. */
    Method ranking() {
        return new Method(RANKING, search(settled));
    }

    /** The default with so many of its best photos looked at again by geometry. */
    Method same(int best) {
        return new Method(VERIFIED + best, verified(best));
    }

    private Function<MarkedPhoto, Asked> verified(int best) {
        Rasteriser rasteriser = new Rasteriser(settled.pointRadius());
        return marked -> {
            Asked asked = search(settled).apply(marked);
            Verified verified =
                    new Verified(marked.keypoints(rasteriser), marked.bounds(rasteriser), marked.agreements(), best);
            return candidates -> verified.of(asked.rank(candidates), candidates);
        };
    }

    private static Asked random(int seed) {
        return candidates -> {
            Random random = new Random(seed);
            float[] scores = new float[candidates.photos().size()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = random.nextFloat();
            }
            return Answer.byScore(candidates.photos(), scores, null);
        };
    }

    private static Asked byWhole(float[] descriptor) {
        return candidates -> byWhole(descriptor, candidates);
    }

    private static Answer byWhole(float[] descriptor, Candidates candidates) {
        List<GalleryPhoto> photos = candidates.photos();
        float[] scores = new float[photos.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Simd.dot(descriptor, photos.get(i).global());
        }
        return Answer.byScore(photos, scores, null);
    }

    /** By the sum over two descriptors of the log-sum-exp over windows; the first descriptor finds the place. */
    private static Asked byWindows(float[] first, float[] second) {
        return candidates -> {
            List<GalleryPhoto> photos = candidates.photos();
            float[] scores = new float[photos.size()];
            for (int i = 0; i < scores.length; i++) {
                GalleryPhoto photo = photos.get(i);
                float[] similarities = new float[photo.windows().count()];
                photo.windows().dots(first, similarities);
                scores[i] = LogSumExp.of(similarities, TEMPERATURE);
                photo.windows().dots(second, similarities);
                scores[i] += LogSumExp.of(similarities, TEMPERATURE);
            }
            return Answer.byScore(photos, scores, first);
        };
    }

    /** The default's ranking by a descriptor of any making. */
    Asked bySearch(float[] descriptor) {
        return bySearch(searcher(settled), descriptor);
    }

    private static Asked bySearch(Searcher searcher, float[] descriptor) {
        return bySearch(searcher, descriptor, null);
    }

    private static Asked bySearch(Searcher searcher, float[] descriptor, float @Nullable [] thing) {
        return candidates -> Answer.of(
                searcher.rank(
                        descriptor, candidates.photos(), candidates.photos().size()),
                candidates,
                thing);
    }

    private float[] focus(MarkedPhoto marked) {
        return marked.focus(marked.understood(searcher(fixed(0))).region());
    }

    /** CLS whose heads the searcher gates, without a bias. */
    private static float[] gated(MarkedPhoto marked, Searcher searcher) {
        Query query = marked.understood(searcher);
        FocusToken token =
                new FocusToken(new float[query.region().length], query.heads().gates());
        return marked.open().focus(List.of(token), DescriptorKind.CLS)[0];
    }

    /** Mean of the patch tokens weighted by the region, less the mean of all, L2-normalised. */
    private static Asked patches(float[][] tokens, float[] region) {
        float marked = 0;
        for (float m : region) {
            marked += m;
        }
        float[] mean = new float[tokens[0].length];
        for (int i = 0; i < tokens.length; i++) {
            for (int d = 0; d < mean.length; d++) {
                mean[d] += region[i] / marked * tokens[i][d];
            }
        }
        return candidates -> {
            float[] descriptor = mean.clone();
            for (int d = 0; d < descriptor.length; d++) {
                descriptor[d] -= candidates.patchMean()[d];
            }
            return byWhole(normalised(descriptor), candidates);
        };
    }

    private static float[] sum(float[] a, float[] b) {
        float[] sum = new float[a.length];
        for (int d = 0; d < sum.length; d++) {
            sum[d] = a[d] + b[d];
        }
        return sum;
    }

    static float[] normalised(float[] vector) {
        float norm = (float) Math.sqrt(Simd.dot(vector, vector));
        float[] unit = new float[vector.length];
        for (int d = 0; d < unit.length && norm > 0; d++) {
            unit[d] = vector[d] / norm;
        }
        return unit;
    }

    @Override
    public void close() {
        searchers.values().forEach(Searcher::close);
    }
}
