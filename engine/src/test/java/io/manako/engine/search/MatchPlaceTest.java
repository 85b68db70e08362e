package io.manako.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import org.junit.jupiter.api.Test;

class MatchPlaceTest {
    private static final PatchGrid GRID = new PatchGrid(8, 10);

    private static float[] map(int[]... alike) {
        float[] map = new float[GRID.patches()];
        for (int[] block : alike) {
            for (int row = block[0]; row < block[1]; row++) {
                for (int column = block[2]; column < block[3]; column++) {
                    map[row * GRID.columns() + column] = block[4] / 10f;
                }
            }
        }
        return map;
    }

    @Test
    void theBoxIsAroundThePatchesThatHangTogetherWithTheBest() {
        float[] map = map(new int[] {2, 6, 1, 5, 10}, new int[] {0, 3, 7, 10, 9});
        assertThat(MatchPlace.of(map, GRID, 1000, 400)).isEqualTo(new Box(100, 100, 400, 200));
    }

    @Test
    void aSinglePatchIsNoThing() {
        float[] map = map(new int[] {5, 8, 6, 9, 8}, new int[] {0, 1, 0, 1, 10});
        map[0] = 1;
        map[4] = 1;
        assertThat(MatchPlace.of(map, GRID, 1000, 800).x()).isEqualTo(600);
    }

    @Test
    void aPhotoThatIsAllAlikeIsTheBox() {
        assertThat(MatchPlace.of(new float[GRID.patches()], GRID, 50, 40)).isEqualTo(new Box(0, 0, 50, 40));
    }

    @Test
    void theLeftmostAndTheRightmostPatchAreNoNeighbours() {
        float[] map = map(new int[] {2, 5, 8, 10, 10}, new int[] {3, 6, 0, 2, 10});
        Box box = MatchPlace.of(map, GRID, 1000, 800);
        assertThat(box.width()).isEqualTo(200);
    }

    @Test
    void aThingIsWhatItsPatchesShareAndTheOthersDoNot() {
        // All patches have 5 along the last axis. The marked ones, half and wholly, have (1, 0) and (1, 3) besides.
        float[][] tokens = {{1, 0, 5}, {1, 3, 5}, {-2, 0, 5}, {0, -3, 5}};
        float[] mean = MatchPlace.mean(tokens);
        assertThat(mean).containsExactly(new float[] {0, 0, 5}, within(1e-6f));
        float norm = (float) Math.sqrt(5);
        assertThat(MatchPlace.thing(tokens, new float[] {0.5f, 1, 0, 0}, mean))
                .containsExactly(new float[] {1 / norm, 2 / norm, 0}, within(1e-6f));
    }

    @Test
    void patchesThatAreAllAlikeDoNotStandOut() {
        float[][] tokens = MatchPlace.standingOut(new float[][] {{3, 4}, {3, 4}});
        assertThat(tokens[0]).containsExactly(0, 0);
        assertThat(MatchPlace.standingOut(new float[][] {{3, 4}, {1, 4}})[0])
                .containsExactly(new float[] {1, 0}, within(1e-6f));
    }
}
