package io.manako.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.phs.HeadSelection;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.search.Explanation.HeadShare;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static final Offset<Float> EXACT = within(1e-5f);
    private static final PatchGrid GRID = new PatchGrid(2, 2);

    /** Head 0 looks at patch 0, head 1 at patches 0 and 3. */
    private final ToyPhoto photo = new ToyPhoto(GRID, 5, new float[][][] {{{1, 0, 0, 0}, {0.5f, 0, 0, 0.5f}}});

    private Explanation explain(int window, float[] descriptor, float... gates) {
        HeadSelection heads = new HeadSelection(new float[][] {gates}, List.of());
        return new Explainer(WindowLayout.MULTI_SCALE)
                .explain(
                        photo,
                        new Hit(1, new PhotoId(1), Path.of("a.jpg"), 1, new Box(0, 0, 80, 60), window, 80, 60),
                        new Query(GRID, new float[4], heads, descriptor, new float[] {1, 0, 0, 0}));
    }

    @Test
    void attentionIsTheWindowTokensWeightedByTheGates() {
        // Window 0 is the whole photo: every patch counts 4 times. Heads 0.5 and 1.5: patch 0 has 0.5 + 0.75, patch 3
        // 0.75.
        assertThat(explain(0, new float[] {1, 0, 0, 0}, 0.5f, 1.5f).attention())
                .containsExactly(new float[] {1, 0, 0, 0.6f}, EXACT);
        // Window 9 is the lower right quarter: patch 0 counts once, patch 3 four times. 1.5 against 2.
        assertThat(explain(9, new float[] {1, 0, 0, 0}, 1, 1).attention())
                .containsExactly(new float[] {0.75f, 0, 0, 1}, EXACT);
    }

    @Test
    void similarityComparesWhatDiffersBetweenPatches() {
        // A token less the mean is (3, −1, −1, −1)/4, of length sqrt(12)/4.
        float[] similarity = explain(0, new float[] {1, 0, 0, 0}, 1, 1).similarity();
        float root = (float) Math.sqrt(12);
        assertThat(similarity).containsExactly(new float[] {3 / root, -1 / root, -1 / root, -1 / root}, EXACT);
    }

    @Test
    void thePlaceIsInPixelsOfTheHit() {
        // Patch 0 alone is like the thing.
        assertThat(explain(0, new float[] {1, 0, 0, 0}, 1, 1).place()).isEqualTo(new Box(0, 0, 40, 30));
    }

    @Test
    void aHeadsShareIsWhatIsLostWithoutIt() {
        // Of window 0 the token is (1.5, 0, 0, 0.5); without head 0 (0.5, 0, 0, 0.5); without head 1 (1, 0, 0, 0).
        float whole = (float) (0.5 / Math.sqrt(2.5));
        float without0 = (float) Math.sqrt(0.5);
        float without1 = 0;
        float sum = Math.abs(whole - without0) + whole - without1;
        List<HeadShare> shares = explain(0, new float[] {0, 0, 0, 1}, 1, 1).heads();
        assertThat(shares).extracting(HeadShare::block).containsOnly(5);
        assertThat(shares.get(0).share()).as("spoke against the match").isCloseTo((whole - without0) / sum, EXACT);
        assertThat(shares.get(1).share()).isCloseTo((whole - without1) / sum, EXACT);
    }
}
