package io.manako.app.export;

import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import io.manako.engine.phs.HeadScore;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.vit.AttentionMaps;
import io.manako.engine.vit.ScoreBands;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A ranking of grey photos with the names given; a photo whose name begins with "gone" cannot be read. */
final class FixedRanking implements Ranking {
    private static final PatchGrid GRID = new PatchGrid(3, 4);

    private final String photo;
    private final List<Hit> hits = new ArrayList<>();
    private final Function<Message, String> wording;
    private @Nullable ScoreBands bands;
    private List<String> missing = List.of();

    FixedRanking(String photo, List<String> names) {
        this(photo, names, Message::english);
    }

    FixedRanking(String photo, List<String> names, Function<Message, String> wording) {
        this.photo = photo;
        this.wording = wording;
        for (String name : names) {
            int rank = hits.size() + 1;
            hits.add(new Hit(
                    rank,
                    new PhotoId(rank),
                    Path.of("/photos", name),
                    1f / (1 + rank) - 0.4f,
                    new Box(20, 20, 60.5, 40),
                    0,
                    160,
                    120));
        }
    }

    /** Says what scores mean; they are 0.1, -0.07, -0.15 and falling. */
    FixedRanking meaning(ScoreBands known) {
        bands = known;
        return this;
    }

    /** Has words that were asked for in vain. */
    FixedRanking missing(String... words) {
        missing = List.of(words);
        return this;
    }

    @Override
    public Path photo() {
        return Path.of("/photos", photo);
    }

    @Override
    public String model() {
        return "tiny";
    }

    @Override
    public Function<Message, String> wording() {
        return wording;
    }

    @Override
    public SearchRequest request() {
        return new SearchRequest(List.of(new Box(10, 10, 40, 30)), Map.of(), 100, null);
    }

    @Override
    public SearchResult result() {
        return new SearchResult(
                        GRID,
                        new float[GRID.patches()],
                        List.of(new HeadScore(5, 0, 0.4f, true, 1.2f), new HeadScore(5, 1, 0.1f, false, 0.8f)),
                        hits,
                        1234,
                        new SearchResult.Timing(1, 2, 3))
                .meaning(bands)
                .missing(missing);
    }

    @Override
    public Raster picture() {
        return grey(160, 120);
    }

    @Override
    public int width() {
        return 160;
    }

    @Override
    public int height() {
        return 120;
    }

    @Override
    public AttentionMaps attention() {
        return new AttentionMaps(GRID, 5, new float[][][] {{new float[GRID.patches()], new float[GRID.patches()]}});
    }

    @Override
    public Raster thumbnail(Hit hit, int longSide) throws UnreadablePhotoException {
        if (hit.path().getFileName().toString().startsWith("gone")) {
            throw new UnreadablePhotoException(Reason.MISSING, Message.plain("It is gone."));
        }
        return grey(160, 120);
    }

    @Override
    public Explanation explain(Hit hit) {
        float[] attention = new float[GRID.patches()];
        attention[5] = 1;
        return new Explanation(GRID, attention, attention, hit.box(), List.of());
    }

    private static Raster grey(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        Arrays.fill(rgb, (byte) 0x90);
        return new Raster(width, height, rgb);
    }
}
