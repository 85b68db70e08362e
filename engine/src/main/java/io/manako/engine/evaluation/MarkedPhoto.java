package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusDataset.Instance;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Prompt;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.OpenPhoto;
import java.util.List;
import java.util.function.Function;

/** A query photo with its mark, and the crop that a program would encode which knows nothing but boxes. */
record MarkedPhoto(Raster picture, OpenPhoto open, Prompt prompt, Crop crop) {
    /**
     * @param pointRadius of a point's disc as a share of the shorter side; a point is cropped by the square around its disc
     * @param crops encodes the crop of a box; prompts of the same box share it
     */
    static MarkedPhoto of(
            Instance instance,
            PromptKind kind,
            Raster picture,
            OpenPhoto open,
            double pointRadius,
            Function<Box, Crop> crops) {
        if (kind == PromptKind.BOX) {
            return new MarkedPhoto(picture, open, instance.box(), crops.apply(instance.box()));
        }
        Mask mask = instance.segmentation().toMask(picture.width(), picture.height());
        if (kind == PromptKind.MASK) {
            return new MarkedPhoto(picture, open, mask, crops.apply(instance.box()));
        }
        Point inmost = InmostPoint.of(mask);
        Point point =
                new Point(inmost.x() * picture.width() / mask.width(), inmost.y() * picture.height() / mask.height());
        double radius = Math.max(1, pointRadius * Math.min(picture.width(), picture.height()));
        Box square = new Box(point.x() - radius, point.y() - radius, 2 * radius, 2 * radius);
        return new MarkedPhoto(picture, open, point, crops.apply(square));
    }

    /**
     * A box with its surroundings, cut out of the photo and encoded by itself.
     *
     * @param descriptor {@code float[D]}: its CLS
     * @param millis that cutting and encoding took
     */
    record Crop(float[] descriptor, double millis) {
        /** How much wider and higher than the box the crop is. */
        private static final double CONTEXT = 1.3;

        static Crop encode(Box box, Raster picture, Encoder encoder) {
            long start = System.nanoTime();
            Raster crop = cut(box, picture);
            PatchGrid grid = encoder.gridFor(crop.width(), crop.height());
            float[] descriptor = encoder.encode(List.of(encoder.fit(crop, grid)), grid, g -> new float[0][])
                    .getFirst()
                    .cls();
            return new Crop(descriptor, (System.nanoTime() - start) / 1e6);
        }

        private static Raster cut(Box box, Raster picture) {
            double dx = box.width() * (CONTEXT - 1) / 2;
            double dy = box.height() * (CONTEXT - 1) / 2;
            int left = Math.clamp(Math.round(box.x() - dx), 0, picture.width() - 1);
            int top = Math.clamp(Math.round(box.y() - dy), 0, picture.height() - 1);
            int right = Math.clamp(Math.round(box.x() + box.width() + dx), left + 1, picture.width());
            int bottom = Math.clamp(Math.round(box.y() + box.height() + dy), top + 1, picture.height());
            int stride = 3 * (right - left);
            byte[] rgb = new byte[stride * (bottom - top)];
            for (int y = top; y < bottom; y++) {
                System.arraycopy(picture.rgb(), 3 * (y * picture.width() + left), rgb, stride * (y - top), stride);
            }
            return new Raster(right - left, bottom - top, rgb);
        }
    }
}
