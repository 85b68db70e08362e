package io.manako.engine.evaluation;

import io.manako.engine.message.Message;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.vit.AttentionMaps;
import io.manako.engine.vit.DescriptorKind;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.Encoding;
import io.manako.engine.vit.FocusToken;
import io.manako.engine.vit.ModelInfo;
import io.manako.engine.vit.OpenPhoto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A model that sees colours: a patch's token is the colour of its middle pixel, and a token's descriptor the mean colour of
 * its region, or of the photo where it has none.
 */
final class ToyEncoder implements Encoder {
    static final PatchGrid GRID = new PatchGrid(2, 4);

    @Override
    public ModelInfo model() {
        return new ModelInfo("toy", "0".repeat(64), 3, 1, 1, 1, 3, Message.plain("by hand"));
    }

    @Override
    public PatchGrid gridFor(int width, int height) {
        return GRID;
    }

    @Override
    public Raster fit(Raster photo, PatchGrid grid) {
        return photo;
    }

    @Override
    public List<Encoding> encode(List<Raster> fitted, PatchGrid grid, Function<PatchGrid, float[][]> windows) {
        List<Encoding> encodings = new ArrayList<>();
        for (Raster photo : fitted) {
            ToyPhoto open = new ToyPhoto(photo);
            List<FocusToken> tokens =
                    Arrays.stream(windows.apply(grid)).map(FocusToken::new).toList();
            encodings.add(new Encoding(grid, open.cls(), open.focus(tokens, DescriptorKind.WINDOW)));
        }
        return encodings;
    }

    @Override
    public OpenPhoto open(Raster photo) {
        return new ToyPhoto(photo);
    }

    @Override
    public void close() {}

    private static final class ToyPhoto implements OpenPhoto {
        private final float[][] colours = new float[GRID.patches()][3];

        ToyPhoto(Raster photo) {
            for (int i = 0; i < colours.length; i++) {
                int x = (2 * (i % GRID.columns()) + 1) * photo.width() / (2 * GRID.columns());
                int y = (2 * (i / GRID.columns()) + 1) * photo.height() / (2 * GRID.rows());
                for (int channel = 0; channel < 3; channel++) {
                    colours[i][channel] = photo.at(x, y, channel) / 255f;
                }
            }
        }

        @Override
        public PatchGrid grid() {
            return GRID;
        }

        @Override
        public float[] cls() {
            return focus(List.of(new FocusToken(new float[GRID.patches()])), DescriptorKind.CLS)[0];
        }

        @Override
        public AttentionMaps attention() {
            float[] even = new float[GRID.patches()];
            Arrays.fill(even, 1f / even.length);
            return new AttentionMaps(GRID, 0, new float[][][] {{even}});
        }

        @Override
        public float[][] patchTokens() {
            return colours;
        }

        @Override
        public float[][] focus(List<FocusToken> tokens, DescriptorKind kind) {
            float[][] descriptors = new float[tokens.size()][3];
            for (int t = 0; t < descriptors.length; t++) {
                float[] region = tokens.get(t).region();
                boolean whole = true;
                for (float m : region) {
                    whole &= m == 0;
                }
                double square = 0;
                for (int channel = 0; channel < 3; channel++) {
                    for (int i = 0; i < region.length; i++) {
                        descriptors[t][channel] += (whole ? 1 : region[i]) * colours[i][channel];
                    }
                    square += descriptors[t][channel] * descriptors[t][channel];
                }
                for (int channel = 0; channel < 3 && square > 0; channel++) {
                    descriptors[t][channel] /= (float) Math.sqrt(square);
                }
            }
            return descriptors;
        }

        @Override
        public AttentionMaps focusAttention(FocusToken token) {
            return attention();
        }

        @Override
        public void close() {}
    }
}
