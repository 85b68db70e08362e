package io.manako.engine.search;

import io.manako.engine.phs.HeadScoring;
import io.manako.engine.phs.Selection;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.prompt.Prompt;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query photo of four patches and an empty gallery, to be searched by hand-made descriptors. */
abstract class ToySearch {
    /** Head 0 looks at patches 0 and 1, head 1 at patches 2 and 3, in both of the last two blocks. */
    static final float[][] HEADS = {{0.4f, 0.6f, 0, 0}, {0, 0, 0.5f, 0.5f}};

    final ToyPhoto query = new ToyPhoto(new PatchGrid(1, 4), 10, new float[][][] {HEADS, HEADS});
    final Gallery gallery = new Gallery(4);

    static SearchSettings settings(Selection selection, boolean bias) {
        return new SearchSettings(HeadScoring.MASS, selection, bias, 20, 0, 0.05, 0, Zoom.NONE);
    }

    static SearchRequest request(int limit, @Nullable Path folder, Prompt... prompts) {
        return new SearchRequest(List.of(prompts), Map.of(), limit, folder);
    }
}
