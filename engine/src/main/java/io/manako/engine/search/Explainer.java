package io.manako.engine.search;

import io.manako.engine.msba.WindowLayout;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.vector.Simd;
import io.manako.engine.vit.AttentionMaps;
import io.manako.engine.vit.DescriptorKind;
import io.manako.engine.vit.FocusToken;
import io.manako.engine.vit.OpenPhoto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows why a photo matched, from the photo itself: nothing of this is stored. A pure function of its arguments; a few
 * milliseconds on the open photo.
 */
public final class Explainer {
    private final WindowLayout layout;

    /** @param layout of the gallery's windows */
    public Explainer(WindowLayout layout) {
        this.layout = layout;
    }

    /**
     * Explains a hit.
     *
     * <ul>
     *   <li>Attention: the winning window's token in the last block, averaged over heads by the query's gates.
     *   <li>Similarity: cosine of the query's descriptor with each patch token after the final LayerNorm, less the mean of
     *       the photo's patch tokens, which all share and which would drown what differs.
     *   <li>Place: {@link MatchPlace}.
     *   <li>Heads: the token rides again with one head of the last block silent (γ = 0); what the similarity loses is what
     *       came through the head. Shares are scaled so that their magnitudes sum to 1; a head that spoke against the match
     *       has a negative share.
     * </ul>
     *
     * @param photo the hit's photo, encoded by the gallery's model on the grid it was indexed with
     * @param hit its winning window, and its size in pixels
     */
    public Explanation explain(OpenPhoto photo, Hit hit, Query query) {
        FocusToken token = new FocusToken(layout.regions(photo.grid())[hit.window()]);
        AttentionMaps attention = photo.focusAttention(token);
        int last = attention.blocks() - 1;
        float[][] patches = MatchPlace.standingOut(photo.patchTokens());
        return new Explanation(
                photo.grid(),
                weightedMap(attention.maps()[last], query.heads().gates()[last]),
                cosines(patches, query.descriptor()),
                place(patches, photo.grid(), hit, query.thing()),
                shares(photo, token, attention, query.descriptor()));
    }

    /** Without marks there is no thing to look for, and the windows' box is as good; geometry knows the place of the very same. */
    private static Box place(float[][] patches, PatchGrid grid, Hit hit, float @Nullable [] thing) {
        return thing == null || hit.same() != null
                ? hit.box()
                : MatchPlace.of(cosines(patches, thing), grid, hit.width(), hit.height());
    }

    private static float[] cosines(float[][] unit, float[] with) {
        float[] cosines = new float[unit.length];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = Simd.dot(unit[i], with);
        }
        return cosines;
    }

    /** Σ γ_h A_h, scaled so that the largest is 1. */
    private static float[] weightedMap(float[][] maps, float[] gates) {
        float[] sum = new float[maps[0].length];
        float largest = 0;
        for (int i = 0; i < sum.length; i++) {
            for (int h = 0; h < maps.length; h++) {
                sum[i] += gates[h] * maps[h][i];
            }
            largest = Math.max(largest, sum[i]);
        }
        for (int i = 0; i < sum.length && largest > 0; i++) {
            sum[i] /= largest;
        }
        return sum;
    }

    private static List<Explanation.HeadShare> shares(
            OpenPhoto photo, FocusToken token, AttentionMaps attention, float[] descriptor) {
        int heads = attention.heads();
        int last = attention.blocks() - 1;
        List<FocusToken> tokens = new ArrayList<>(List.of(token));
        for (int silent = 0; silent < heads; silent++) {
            float[][] gates = new float[attention.blocks()][heads];
            for (float[] row : gates) {
                Arrays.fill(row, 1);
            }
            gates[last][silent] = 0;
            tokens.add(new FocusToken(token.region(), gates));
        }
        float[][] descriptors = photo.focus(tokens, DescriptorKind.WINDOW);
        float whole = Simd.dot(descriptor, descriptors[0]);
        float[] losses = new float[heads];
        float sum = 0;
        for (int h = 0; h < heads; h++) {
            losses[h] = whole - Simd.dot(descriptor, descriptors[1 + h]);
            sum += Math.abs(losses[h]);
        }
        List<Explanation.HeadShare> shares = new ArrayList<>();
        for (int h = 0; h < heads; h++) {
            shares.add(new Explanation.HeadShare(attention.firstBlock() + last, h, sum > 0 ? losses[h] / sum : 0));
        }
        return List.copyOf(shares);
    }
}
