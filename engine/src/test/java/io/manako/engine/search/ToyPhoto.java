package io.manako.engine.search;

import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.vit.AttentionMaps;
import io.manako.engine.vit.DescriptorKind;
import io.manako.engine.vit.FocusToken;
import io.manako.engine.vit.OpenPhoto;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open photo that can be computed by hand: patch i's token is the axis i, and a focus token's descriptor is the
 * attention of the last block's heads, each patch counted 1 + 3m times and each head γ times, L2-normalised.
 */
final class ToyPhoto implements OpenPhoto {
    private final PatchGrid grid;
    private final AttentionMaps maps;

    /** The kinds that were asked for, in order. */
    final List<DescriptorKind> kinds = new ArrayList<>();

    /** @param maps {@code float[F][H][N]} */
    ToyPhoto(PatchGrid grid, int firstBlock, float[][][] maps) {
        this.grid = grid;
        this.maps = new AttentionMaps(grid, firstBlock, maps);
    }

    @Override
    public PatchGrid grid() {
        return grid;
    }

    @Override
    public float[] cls() {
        return descriptor(new float[grid.patches()], null);
    }

    @Override
    public AttentionMaps attention() {
        return maps;
    }

    @Override
    public float[][] patchTokens() {
        float[][] tokens = new float[grid.patches()][grid.patches()];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i][i] = 1;
        }
        return tokens;
    }

    @Override
    public float[][] focus(List<FocusToken> tokens, DescriptorKind kind) {
        kinds.add(kind);
        List<float[]> descriptors = new ArrayList<>();
        for (FocusToken token : tokens) {
            descriptors.add(descriptor(token.region(), token.gates()));
        }
        return descriptors.toArray(float[][]::new);
    }

    @Override
    public AttentionMaps focusAttention(FocusToken token) {
        float[][][] biased = new float[maps.blocks()][maps.heads()][grid.patches()];
        for (int f = 0; f < biased.length; f++) {
            for (int h = 0; h < biased[f].length; h++) {
                for (int i = 0; i < grid.patches(); i++) {
                    biased[f][h][i] = maps.maps()[f][h][i] * (1 + 3 * token.region()[i]);
                }
            }
        }
        return new AttentionMaps(grid, maps.firstBlock(), biased);
    }

    @Override
    public void close() {}

    private float[] descriptor(float[] region, float @Nullable [] @Nullable [] gates) {
        int last = maps.blocks() - 1;
        float[] sum = new float[grid.patches()];
        double square = 0;
        for (int i = 0; i < sum.length; i++) {
            for (int h = 0; h < maps.heads(); h++) {
                float gate = gates == null ? 1 : gates[last][h];
                sum[i] += gate * maps.maps()[last][h][i] * (1 + 3 * region[i]);
            }
            square += sum[i] * sum[i];
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= (float) Math.sqrt(square);
        }
        return sum;
    }
}
