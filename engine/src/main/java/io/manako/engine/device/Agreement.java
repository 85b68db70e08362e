package io.manako.engine.device;

import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.vit.DescriptorKind;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.Encoding;
import io.manako.engine.vit.FocusToken;
import io.manako.engine.vit.OpenPhoto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How far two encoders agree: the smallest cosine between descriptors that both give of the same drawn pictures, in a batch with
 * windows as indexing has them, and opened with a focus token as queries have it.
 */
final class Agreement {
    private static final int PICTURES = 4;
    private static final int SIDE = 320;

    private Agreement() {}

    /** Descriptors of the drawn pictures, all L2-normalised. */
    static List<float[]> descriptors(Encoder encoder) {
        PatchGrid grid = encoder.gridFor(SIDE, SIDE);
        List<Raster> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            pictures.add(encoder.fit(picture(i), grid));
        }
        List<float[]> all = new ArrayList<>();
        for (Encoding encoding : encoder.encode(pictures, grid, WindowLayout.MULTI_SCALE::regions)) {
            all.add(encoding.cls());
            all.addAll(Arrays.asList(encoding.windows()));
        }
        try (OpenPhoto photo = encoder.open(picture(0))) {
            float[] region = new float[photo.grid().patches()];
            Arrays.fill(region, 0, region.length / 3, 1);
            all.add(photo.cls());
            all.add(photo.focus(List.of(new FocusToken(region)), DescriptorKind.FOCUS)[0]);
        }
        return all;
    }

    /** The smallest cosine, NaN where a number is none. */
    static double of(List<float[]> some, List<float[]> others) {
        double least = 1;
        for (int i = 0; i < some.size(); i++) {
            double cosine = 0;
            for (int k = 0; k < some.get(i).length; k++) {
                cosine += (double) some.get(i)[k] * others.get(i)[k];
            }
            if (Double.isNaN(cosine)) {
                return cosine;
            }
            least = Math.min(least, cosine);
        }
        return least;
    }

    /** Patches of colour under noise, each picture with others. */
    private static Raster picture(int seed) {
        Random random = new Random(seed);
        int[] colours = random.ints(48, 0, 256).toArray();
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % SIDE;
            int y = i / 3 / SIDE;
            int patch = y * 4 / SIDE * 4 + x * 4 / SIDE;
            rgb[i] = (byte) Math.clamp(colours[3 * patch + i % 3] + random.nextInt(-24, 25), 0, 255);
        }
        return new Raster(SIDE, SIDE, rgb);
    }
}
