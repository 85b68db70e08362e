package io.manako.engine.evaluation;

import io.manako.engine.evaluation.Method.Asked;
import io.manako.engine.geometry.GeometricVerifier;
import io.manako.engine.phs.HeadScoring;
import io.manako.engine.phs.Selection;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.search.Zoom;
import io.manako.engine.vector.Int8Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The rows that show what each part of the default brings: one part off, or in another form, and all else as it is. Nobody looks
 * at their best photos again but where the row says so.
 */
final class Ablation {
    /** Windows of scales 1 and 1/2 are the first of {@link io.manako.engine.msba.WindowLayout#MULTI_SCALE}. */
    private static final int COARSE = 1 + 9;

    /** A log-sum-exp so sharp that the best window alone decides. */
    private static final float SHARP = 1000;

    private final Methods methods;
    private final SearchSettings settled;
    private final List<Method> rows = new ArrayList<>();
    private final Set<SearchSettings> known = new HashSet<>();

    Ablation(Methods methods) {
        this.methods = methods;
        settled = methods.settled();
    }

    List<Method> rows() {
        add(RetrievalMethod.DEFAULT.key(), settled);
        parts();
        headSelections();
        rankings();
        return List.copyOf(rows);
    }

    private void parts() {
        add("no close-up", zoomed(Zoom.NONE));
        add("close-up of 1.3 times the mark", zoomed(new Zoom(1.3, 1.3)));
        add("close-up of twice the mark", zoomed(new Zoom(2, 2)));
        add("no batch attention", ranking(settled.temperature(), settled.globalShare(), 0));
        add("no head gates", heads(settled.scoring(), new Selection.All(), true));
        add("no bias", heads(settled.scoring(), settled.selection(), false));
        add("neither gates nor bias", heads(settled.scoring(), new Selection.All(), false));
        addOver("no windows", Ablation::asOneWindow);
    }

    /** Every form of PHS: top-k or soft, in the last block or the last three, with the bias or alone. */
    private void headSelections() {
        for (int blocks : new int[] {1, 3}) {
            String where = blocks == 1 ? "last block" : "last three";
            for (boolean bias : new boolean[] {true, false}) {
                String alone = bias ? "" : ", no bias";
                addHeads("soft, " + where + alone, new Selection.Soft(1, blocks), bias);
                addHeads("top 2, " + where + alone, new Selection.TopK(2, blocks), bias);
                addHeads("top 3, " + where + alone, new Selection.TopK(3, blocks), bias);
            }
        }
        addHeads("soft, τ 0.5", new Selection.Soft(0.5f, 3), true);
        for (HeadScoring scoring : List.of(HeadScoring.LIFT, HeadScoring.IOU, HeadScoring.NSS)) {
            add("soft by " + scoring.name(), heads(scoring, settled.selection(), settled.bias()));
        }
    }

    private void rankings() {
        add("best window alone", ranking(SHARP, settled.globalShare(), settled.batch()));
        add("whole photo added", ranking(settled.temperature(), 0.5f, settled.batch()));
        addOver("scales 1 and 1/2", Ablation::coarse);
        rows.add(methods.same(GeometricVerifier.GLANCE));
        rows.add(methods.same(GeometricVerifier.THOROUGH));
    }

    private void addHeads(String key, Selection selection, boolean bias) {
        add(key, heads(HeadScoring.MASS, selection, bias));
    }

    /** The first row of those with the same settings stands for all. */
    private void add(String key, SearchSettings settings) {
        if (known.add(settings)) {
            rows.add(new Method(key, methods.search(settings)));
        }
    }

    private void addOver(String key, UnaryOperator<GalleryPhoto> change) {
        rows.add(new Method(key, marked -> {
            Asked asked = methods.search(settled).apply(marked);
            return candidates -> asked.rank(candidates.changed(change));
        }));
    }

    private SearchSettings heads(HeadScoring scoring, Selection selection, boolean bias) {
        return new SearchSettings(
                scoring,
                selection,
                bias,
                settled.temperature(),
                settled.globalShare(),
                settled.pointRadius(),
                settled.batch(),
                settled.zoom());
    }

    private SearchSettings ranking(float temperature, float globalShare, int batch) {
        return new SearchSettings(
                settled.scoring(),
                settled.selection(),
                settled.bias(),
                temperature,
                globalShare,
                settled.pointRadius(),
                batch,
                settled.zoom());
    }

    private SearchSettings zoomed(Zoom zoom) {
        return new SearchSettings(
                settled.scoring(),
                settled.selection(),
                settled.bias(),
                settled.temperature(),
                settled.globalShare(),
                settled.pointRadius(),
                settled.batch(),
                zoom);
    }

    private static GalleryPhoto asOneWindow(GalleryPhoto photo) {
        return new GalleryPhoto(
                photo.id(),
                photo.path(),
                photo.width(),
                photo.height(),
                photo.hash(),
                photo.global(),
                Int8Vectors.quantise(new float[][] {photo.global()}),
                new float[] {0, 0, 1, 1});
    }

    private static GalleryPhoto coarse(GalleryPhoto photo) {
        float[][] windows = new float[COARSE][];
        for (int w = 0; w < COARSE; w++) {
            windows[w] = photo.windows().vector(w);
        }
        return new GalleryPhoto(
                photo.id(),
                photo.path(),
                photo.width(),
                photo.height(),
                photo.hash(),
                photo.global(),
                Int8Vectors.quantise(windows),
                Arrays.copyOf(photo.boxes(), 4 * COARSE));
    }
}
