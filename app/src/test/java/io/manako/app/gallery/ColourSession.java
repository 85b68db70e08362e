package io.manako.app.gallery;

import io.manako.engine.SameThingResult;
import io.manako.engine.filter.PhotoFacts;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.phs.HeadId;
import io.manako.engine.phs.HeadScore;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.prompt.Prompt;
import io.manako.engine.prompt.Rasteriser;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.AttentionMaps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A query photo that is found by colour. */
final class ColourSession implements QuerySession {
    private static final PatchGrid GRID = ColourGallery.GRID;

    private final Map<Path, ColourPhoto> photos;
    private final PhotoFacts facts;
    private final Path path;
    private final Raster raster;
    private final float[][] patches;
    private final SameThings same = new SameThings();

    /**
     * @param photos to find
     * @param facts that filters ask for
     */
    ColourSession(Map<Path, ColourPhoto> photos, PhotoFacts facts, Path path, Raster raster) {
        this.photos = photos;
        this.facts = facts;
        this.path = path;
        this.raster = raster;
        this.patches = ColourPhoto.patches(raster);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public int width() {
        return raster.width();
    }

    @Override
    public int height() {
        return raster.height();
    }

    @Override
    public Raster picture() {
        return raster;
    }

    @Override
    public AttentionMaps attention() {
        float[][] heads = new float[3][GRID.patches()];
        for (int c = 0; c < 3; c++) {
            for (int p = 0; p < GRID.patches(); p++) {
                float other = Math.max(patches[p][(c + 1) % 3], patches[p][(c + 2) % 3]);
                heads[c][p] = Math.max(0, patches[p][c] - other);
            }
        }
        return new AttentionMaps(GRID, 0, new float[][][] {heads});
    }

    @Override
    public QuerySession again() {
        return new ColourSession(photos, facts, path, raster);
    }

    @Override
    public Mask tighten(Box box) {
        boolean[] inside = new boolean[raster.width() * raster.height()];
        for (int y = 0; y < raster.height(); y++) {
            for (int x = 0; x < raster.width(); x++) {
                inside[y * raster.width() + x] = x > box.x() + 2
                        && y > box.y() + 2
                        && x < box.x() + box.width() - 2
                        && y < box.y() + box.height() - 2;
            }
        }
        return new Mask(raster.width(), raster.height(), inside);
    }

    private float[] region(List<Prompt> prompts) {
        return prompts.isEmpty()
                ? new float[GRID.patches()]
                : new Rasteriser(0.05).rasterise(prompts, raster.width(), raster.height(), GRID);
    }

    @Override
    public SameThingResult sameAmong(
            SearchResult result,
            SearchRequest request,
            int best,
            ProgressListener listener,
            CancellationToken cancellation) {
        return same.among(result, best, listener, cancellation);
    }

    @Override
    public SearchResult search(SearchRequest request, Consumer<SearchResult> early) {
        long start = System.nanoTime();
        float[] region = region(request.prompts());
        float[] wanted = new float[3];
        float weight = 0;
        for (int p = 0; p < region.length; p++) {
            float w = request.prompts().isEmpty() ? 1 : Math.max(0, region[p]);
            weight += w;
            for (int c = 0; c < 3; c++) {
                wanted[c] += w * patches[p][c];
            }
        }
        for (int c = 0; c < 3; c++) {
            wanted[c] /= weight;
        }
        List<HeadScore> heads = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            boolean auto = wanted[c] > 0.4f;
            boolean selected = request.overrides().getOrDefault(new HeadId(0, c), auto);
            heads.add(new HeadScore(0, c, wanted[c], selected, selected ? 1.5f : 0.5f));
        }
        Predicate<PhotoId> filter = request.filter().on(facts);
        Map<ColourPhoto, Integer> best = new HashMap<>();
        Map<ColourPhoto, Float> scores = new HashMap<>();
        for (ColourPhoto photo : photos.values()) {
            boolean elsewhere = request.folder() != null && !photo.row().path().startsWith(request.folder());
            if (elsewhere || !filter.test(photo.row().id())) {
                continue;
            }
            for (int p = 0; p < GRID.patches(); p++) {
                float distance = 0;
                for (int c = 0; c < 3; c++) {
                    float d = photo.patches()[p][c] - wanted[c];
                    distance += d * d;
                }
                float score = 1 - distance / 3;
                if (score > scores.getOrDefault(photo, -1f)) {
                    scores.put(photo, score);
                    best.put(photo, p);
                }
            }
        }
        List<ColourPhoto> order = new ArrayList<>(scores.keySet());
        order.sort(Comparator.<ColourPhoto, Float>comparing(scores::get).reversed());
        List<Hit> hits = new ArrayList<>();
        for (ColourPhoto photo : order.subList(0, Math.min(order.size(), request.limit()))) {
            double pw = (double) photo.width() / GRID.columns();
            double ph = (double) photo.height() / GRID.rows();
            int p = best.get(photo);
            double x = Math.max(0, p % GRID.columns() - 1.5) * pw;
            double y = Math.max(0, p / GRID.columns() - 1.5) * ph;
            hits.add(new Hit(
                    hits.size() + 1,
                    photo.row().id(),
                    photo.row().path(),
                    scores.get(photo),
                    new Box(x, y, 4 * pw, 4 * ph),
                    p,
                    photo.width(),
                    photo.height()));
        }
        double millis = (System.nanoTime() - start) / 1e6;
        return new SearchResult(GRID, region, heads, hits, order.size(), new SearchResult.Timing(0, millis, millis))
                .missing(missing(request.words()));
    }

    /** Words that stand in no photo's path. */
    private List<String> missing(String words) {
        return Stream.of(words.split("\\s+"))
                .filter(word -> photos.keySet().stream()
                        .noneMatch(path -> path.toString().contains(word)))
                .toList();
    }

    @Override
    public Explanation explain(SearchRequest request, Hit hit) {
        ColourPhoto photo = photos.get(hit.path());
        float[] attention = new float[GRID.patches()];
        float[] like = photo.patches()[hit.window()];
        for (int p = 0; p < attention.length; p++) {
            float distance = 0;
            for (int c = 0; c < 3; c++) {
                float d = photo.patches()[p][c] - like[c];
                distance += d * d;
            }
            attention[p] = Math.max(0, 1 - 8 * distance);
        }
        return new Explanation(GRID, attention, attention, hit.box(), List.of(new Explanation.HeadShare(0, 0, 1)));
    }

    @Override
    public void close() {}
}
