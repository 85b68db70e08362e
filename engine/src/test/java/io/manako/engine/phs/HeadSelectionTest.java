package io.manako.engine.phs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HeadSelectionTest {
    private static final Offset<Float> EXACT = within(1e-5f);

    /** Two blocks of three heads over four patches; masses in patch 0: 0.1, 0.2, 0.4 and 0.5, 0.25, 0.25. */
    private static final float[][][] MAPS = {
        {{0.1f, 0.9f, 0, 0}, {0.2f, 0, 0.8f, 0}, {0.4f, 0.2f, 0.2f, 0.2f}},
        {{0.5f, 0.5f, 0, 0}, {0.25f, 0.25f, 0.25f, 0.25f}, {0.25f, 0, 0, 0.75f}}
    };

    private static final float[] REGION = {1, 0, 0, 0};

    private static HeadSelection select(Selection selection, Map<HeadId, Boolean> overrides) {
        return HeadSelection.select(MAPS, 4, REGION, HeadScoring.MASS, selection, overrides);
    }

    @Test
    void softGatesFollowTheMassToThePowerOfOneOverTau() {
        float[][] gates = select(new Selection.Soft(0.5f, 2), Map.of()).gates();
        // Masses squared: 1, 4, 16 over 21, and 4, 1, 1 over 6; times 3 heads.
        assertThat(gates[0]).containsExactly(new float[] {3 / 21f, 12 / 21f, 48 / 21f}, EXACT);
        assertThat(gates[1]).containsExactly(new float[] {2, 0.5f, 0.5f}, EXACT);
    }

    @Test
    void otherScoresAreExponentsThemselves() {
        float[] gates = HeadSelection.gates(new float[] {2, 0}, HeadScoring.NSS, new Selection.Soft(2, 1));
        float e = (float) Math.E;
        assertThat(gates).containsExactly(new float[] {2 * e / (e + 1), 2 / (e + 1)}, EXACT);
    }

    @Test
    void softGatesDoNotOverflow() {
        float[] gates =
                HeadSelection.gates(new float[] {9000, 8999, -9000}, HeadScoring.NSS, new Selection.Soft(0.01f, 1));
        assertThat(gates).containsExactly(new float[] {3, 0, 0}, EXACT);
    }

    @Test
    void topKSharesTheWeightOfTheOthers() {
        HeadSelection selection = select(new Selection.TopK(2, 2), Map.of());
        assertThat(selection.gates()[0]).containsExactly(0, 1.5f, 1.5f);
        assertThat(selection.gates()[1]).as("of equal scores the lower head").containsExactly(1.5f, 1.5f, 0);
        assertThat(select(new Selection.TopK(9, 2), Map.of()).gates()[0]).containsExactly(1, 1, 1);
    }

    @Test
    void earlierBlocksKeepTheirGates() {
        float[][] gates = select(new Selection.TopK(1, 1), Map.of()).gates();
        assertThat(gates[0]).containsExactly(1, 1, 1);
        assertThat(gates[1]).containsExactly(3, 0, 0);
        assertThat(select(new Selection.All(), Map.of()).gates()).isDeepEqualTo(new float[][] {{1, 1, 1}, {1, 1, 1}});
    }

    @Test
    void everyHeadIsExplained() {
        assertThat(select(new Selection.TopK(1, 2), Map.of()).heads())
                .hasSize(6)
                .startsWith(new HeadScore(4, 0, 0.1f, false, 0))
                .contains(new HeadScore(4, 2, 0.4f, true, 3), new HeadScore(5, 0, 0.5f, true, 3));
    }

    @Test
    void withoutAMatchNoHeadIsPreferred() {
        for (HeadScoring scoring : HeadScoring.values()) {
            HeadSelection soft =
                    HeadSelection.select(MAPS, 4, new float[4], scoring, new Selection.Soft(0.5f, 2), Map.of());
            HeadSelection top =
                    HeadSelection.select(MAPS, 4, new float[4], scoring, new Selection.TopK(1, 2), Map.of());
            assertThat(soft.gates()).isDeepEqualTo(new float[][] {{1, 1, 1}, {1, 1, 1}});
            assertThat(top.gates()).isDeepEqualTo(new float[][] {{1, 1, 1}, {1, 1, 1}});
            assertThat(soft.heads()).allMatch(HeadScore::selected);
        }
    }

    @Test
    void headsWithoutAnyMassAreAlike() {
        // A negative mass and none at all both count as the least mass.
        float[] gates = HeadSelection.gates(new float[] {-0.5f, 0, 0.001f}, HeadScoring.MASS, new Selection.Soft(1, 1));
        assertThat(gates[0]).isEqualTo(gates[1]).isCloseTo(0.003f, within(1e-4f));
    }

    @Test
    void theUserOverridesAnyHead() {
        HeadSelection off = select(new Selection.Soft(0.5f, 2), Map.of(new HeadId(5, 0), false));
        assertThat(off.gates()[1]).containsExactly(new float[] {0, 1.5f, 1.5f}, EXACT);
        assertThat(off.heads().get(3).selected()).isFalse();

        HeadSelection on = select(new Selection.TopK(1, 2), Map.of(new HeadId(4, 0), true));
        assertThat(on.gates()[0]).containsExactly(new float[] {0.75f, 0, 2.25f}, EXACT);
        assertThat(on.heads().getFirst().selected()).isTrue();
        assertThat(on.gates()[1]).as("the other block").containsExactly(3, 0, 0);
    }

    @Test
    void aBlockNeedsAHead() {
        Map<HeadId, Boolean> allOff = Map.of(new HeadId(5, 0), false, new HeadId(5, 1), false, new HeadId(5, 2), false);
        assertThatThrownBy(() -> select(new Selection.Soft(0.5f, 2), allOff))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No head of block 5");
        assertThatThrownBy(() -> select(new Selection.All(), Map.of(new HeadId(3, 0), true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no head 0 in block 3: prompts select among the 3 heads of blocks 4 to 5, counted"
                        + " from 0.");
    }
}
