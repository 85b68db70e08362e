package io.manako.engine.evaluation;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.phs.HeadScoring;
import io.manako.engine.phs.Selection;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.Query;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.search.Searcher;
import io.manako.engine.vector.LogSumExp;
import io.manako.engine.vector.Simd;
import io.manako.engine.vit.DescriptorKind;
import io.manako.engine.vit.FocusToken;
import io.manako.engine.vit.OpenPhoto;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;

/** The methods themselves: a marked photo in, a ranking of the gallery out. */
final class Answers {
    private static final float TEMPERATURE = 20;
    private static final int BATCH = 200;

    /** Of the phs row: γ = H · softmax(ln mass / 0.5) in the last three blocks (method.md §3). */
    private static final Selection GATES = new Selection.Soft(0.5f, 3);

    private final Searchers searchers;
    private final List<GalleryPhoto> gallery;
    private final float[] patchMean;
    private final Map<PhotoId, GalleryPhoto> byId;

    /**
     * @param gallery without the query's own photo
     * @param patchMean {@code float[D]}: mean of all patch tokens of all photos
     */
    Answers(Searchers searchers, List<GalleryPhoto> gallery, float[] patchMean) {
        this.searchers = searchers;
        this.gallery = gallery;
        this.patchMean = patchMean;
        byId = gallery.stream().collect(Collectors.toMap(GalleryPhoto::id, photo -> photo));
    }

    /** @param number of the query, the seed of the random method */
    Answer answer(RetrievalMethod method, MarkedPhoto marked, int number) {
        return switch (method) {
            case RANDOM -> random(number);
            case WHOLE -> byWhole(marked.open().cls());
            case CROP -> byWhole(marked.crop().descriptor());
            case PATCHES ->
                byWhole(patches(
                        marked.open(), understand(searchers.windows(), marked).region()));
            case PHS -> byWhole(phs(marked));
            case FOCUS -> byWhole(focus(marked));
            case WINDOWS -> bySearch(searchers.windows(), focus(marked));
            case BATCH -> bySearch(searchers.batch(), focus(marked));
            case CROP_WINDOWS -> byWindows(focus(marked), marked.crop().descriptor());
            case CROP_BATCH ->
                bySearch(
                        searchers.batch(),
                        normalised(sum(focus(marked), marked.crop().descriptor())));
            case DEFAULT ->
                bySearch(
                        searchers.settled(),
                        understand(searchers.settled(), marked).descriptor());
        };
    }

    private Answer random(int seed) {
        Random random = new Random(seed);
        float[] scores = new float[gallery.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = random.nextFloat();
        }
        return Answer.byScore(gallery, scores, null);
    }

    private Answer byWhole(float[] descriptor) {
        float[] scores = new float[gallery.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Simd.dot(descriptor, gallery.get(i).global());
        }
        return Answer.byScore(gallery, scores, null);
    }

    /** By the sum over two descriptors of the log-sum-exp over windows; the first descriptor finds the place. */
    private Answer byWindows(float[] first, float[] second) {
        float[] scores = new float[gallery.size()];
        for (int i = 0; i < scores.length; i++) {
            GalleryPhoto photo = gallery.get(i);
            float[] similarities = new float[photo.windows().count()];
            photo.windows().dots(first, similarities);
            scores[i] = LogSumExp.of(similarities, TEMPERATURE);
            photo.windows().dots(second, similarities);
            scores[i] += LogSumExp.of(similarities, TEMPERATURE);
        }
        return Answer.byScore(gallery, scores, first);
    }

    private Answer bySearch(Searcher searcher, float[] descriptor) {
        List<GalleryPhoto> order = searcher.rank(descriptor, gallery, gallery.size()).stream()
                .map(hit -> Objects.requireNonNull(byId.get(hit.id())))
                .toList();
        return new Answer(order, descriptor);
    }

    private static Query understand(Searcher searcher, MarkedPhoto marked) {
        SearchRequest request = new SearchRequest(List.of(marked.prompt()), Map.of(), 1, null);
        Raster picture = marked.picture();
        return searcher.understand(marked.open(), picture.width(), picture.height(), request);
    }

    private float[] focus(MarkedPhoto marked) {
        FocusToken token =
                new FocusToken(understand(searchers.windows(), marked).region());
        return marked.open().focus(List.of(token), DescriptorKind.FOCUS)[0];
    }

    private float[] phs(MarkedPhoto marked) {
        Query query = understand(searchers.windows(), marked);
        FocusToken token =
                new FocusToken(new float[query.region().length], query.heads().gates());
        return marked.open().focus(List.of(token), DescriptorKind.CLS)[0];
    }

    /** Mean of the patch tokens weighted by the region, less the mean of all, L2-normalised. */
    private float[] patches(OpenPhoto photo, float[] region) {
        float[][] tokens = photo.patchTokens();
        float marked = 0;
        for (float m : region) {
            marked += m;
        }
        float[] descriptor = new float[patchMean.length];
        for (int d = 0; d < descriptor.length; d++) {
            for (int i = 0; i < tokens.length; i++) {
                descriptor[d] += region[i] / marked * tokens[i][d];
            }
            descriptor[d] -= patchMean[d];
        }
        return normalised(descriptor);
    }

    private static float[] sum(float[] a, float[] b) {
        float[] sum = new float[a.length];
        for (int d = 0; d < sum.length; d++) {
            sum[d] = a[d] + b[d];
        }
        return sum;
    }

    private static float[] normalised(float[] vector) {
        float norm = (float) Math.sqrt(Simd.dot(vector, vector));
        float[] unit = new float[vector.length];
        for (int d = 0; d < unit.length && norm > 0; d++) {
            unit[d] = vector[d] / norm;
        }
        return unit;
    }

    /**
     * The searches that are compared.
     *
     * @param windows log-sum-exp over windows alone; understands prompts for the rows that fix how
     * @param batch that and batch attention
     * @param settled with the settings of the default
     */
    record Searchers(Searcher windows, Searcher batch, Searcher settled) implements AutoCloseable {
        static Searchers of(SearchSettings settings, int threads) {
            return new Searchers(
                    plain(settings, 0, threads), plain(settings, BATCH, threads), new Searcher(settings, threads));
        }

        private static Searcher plain(SearchSettings settings, int batch, int threads) {
            SearchSettings plain =
                    new SearchSettings(HeadScoring.MASS, GATES, true, TEMPERATURE, 0, settings.pointRadius(), batch);
            return new Searcher(plain, threads);
        }

        @Override
        public void close() {
            windows.close();
            batch.close();
            settled.close();
        }
    }
}
