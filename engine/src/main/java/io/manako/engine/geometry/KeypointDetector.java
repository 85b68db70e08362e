package io.manako.engine.geometry;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.manako.engine.photo.Raster;
import io.manako.engine.photo.Resampler;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.prompt.Prompt;
import io.manako.engine.prompt.Rasteriser;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_features2d.SIFT;
import org.jspecify.annotations.Nullable;

/**
 * Finds local features: SIFT (Lowe, <i>Distinctive Image Features from Scale-Invariant Keypoints</i>, IJCV 2004) by OpenCV, its
 * descriptors as RootSIFT (Arandjelović and Zisserman, <i>Three things everyone should know to improve object retrieval</i>,
 * CVPR 2012). Thread-safe; the same picture gives the same features.
 */
public final class KeypointDetector {
    /** A photo's longer side in pixels: features of a thing that covers a hundredth of it are still found. */
    static final int SIDE = 800;

    /** Features of a photo at most, the strongest. */
    private static final int PHOTO_MOST = 1500;

    /** A marked thing's longer side in pixels; a smaller one is enlarged, for its finest features. */
    private static final int THING_SIDE = 480;

    private static final double LARGEST_ENLARGEMENT = 2;

    private static final int THING_MOST = 500;

    /** How much wider and higher than the mark the part is in which features are looked for: they need surroundings. */
    private static final double MARGIN = 1.2;

    /** Cells along each side by which it is told whether a feature is marked. */
    private static final int CELLS = 64;

    /** SIFT's own, but for a threshold of contrast half as high: small things have few features. */
    private static final int LAYERS = 3;

    private static final double CONTRAST = 0.02;
    private static final double EDGES = 10;
    private static final double SIGMA = 1.6;

    static {
        Highgui.leaveOut();
        // Several photos are looked at side by side: OpenCV's own threads would only come in each other's way, and give
        // way to others as little as whoever happened to start them.
        setNumThreads(1);
    }

    private KeypointDetector() {}

    /**
     * Features of a whole photo.
     *
     * @param picture the photo, at any size of the same aspect
     * @param width of the photo in pixels
     */
    public static Keypoints ofPhoto(Raster picture, int width) {
        Raster small = Resampler.shrink(picture, SIDE);
        double scale = (double) width / small.width();
        return detect(small, PHOTO_MOST, new Frame(0, 0, 1), scale, null);
    }

    /**
     * Features of what is marked.
     *
     * @param picture the photo, at any size of the same aspect
     * @param width of the photo in pixels, the unit of the prompts, as is {@code height}
     * @param prompts with a positive one among them
     * @throws io.manako.engine.prompt.PromptException if the marks mean nothing on this photo
     */
    public static Keypoints ofThing(
            Raster picture, int width, int height, List<Prompt> prompts, Rasteriser rasteriser) {
        // Marks outside the photo and empty masks are refused before anything is looked at.
        rasteriser.union(prompts, width, height, new Box(0, 0, width, height), new PatchGrid(1, 1));
        Box part = around(rasteriser.bounds(prompts, width, height), width, height);
        PatchGrid grid = new PatchGrid(CELLS, CELLS);
        float[] marked = rasteriser.rasterise(prompts, width, height, part, grid);
        double shown = (double) picture.width() / width;
        Box seen = new Box(part.x() * shown, part.y() * shown, part.width() * shown, part.height() * shown);
        double enlarged = Math.min(LARGEST_ENLARGEMENT, THING_SIDE / Math.max(seen.width(), seen.height()));
        int columns = Math.max(1, (int) Math.round(seen.width() * enlarged));
        int rows = Math.max(1, (int) Math.round(seen.height() * enlarged));
        double scale = Math.max(1, (double) Math.max(width, height) / SIDE);
        return detect(
                Resampler.bicubic(picture, seen, columns, rows),
                THING_MOST,
                new Frame(part.x() / scale, part.y() / scale, part.width() / columns / scale),
                scale,
                marked);
    }

    private static Box around(Box box, int width, int height) {
        double dx = box.width() * (MARGIN - 1) / 2;
        double dy = box.height() * (MARGIN - 1) / 2;
        double left = Math.max(0, box.x() - dx);
        double top = Math.max(0, box.y() - dy);
        return new Box(
                left,
                top,
                Math.min(width, box.x() + box.width() + dx) - left,
                Math.min(height, box.y() + box.height() + dy) - top);
    }

    /** Where the picture in which features are looked for lies in the copy whose pixels are their unit. */
    private record Frame(double left, double top, double pixel) {}

    /** @param marked {@code float[CELLS * CELLS]}, how far each cell of the picture is marked; null: all of it */
    private static Keypoints detect(Raster picture, int most, Frame frame, double scale, float @Nullable [] marked) {
        try (PointerScope scope = new PointerScope()) {
            Mat rgb = new Mat(picture.height(), picture.width(), CV_8UC3, new BytePointer(picture.rgb()));
            Mat grey = new Mat();
            cvtColor(rgb, grey, COLOR_RGB2GRAY);
            KeyPointVector found = new KeyPointVector();
            Mat described = new Mat();
            SIFT.create(most, LAYERS, CONTRAST, EDGES, SIGMA, false)
                    .detectAndCompute(grey, new Mat(), found, described, false);
            int all = (int) found.size();
            float[] places = new float[2 * all];
            byte[] descriptors = new byte[all * Keypoints.DIMENSION];
            int count = 0;
            if (all > 0) {
                float[] row = new float[Keypoints.DIMENSION];
                try (FloatIndexer components = described.createIndexer()) {
                    for (int i = 0; i < all; i++) {
                        float x = found.get(i).pt().x();
                        float y = found.get(i).pt().y();
                        if (marked == null
                                || marked[cell(y, picture.height()) * CELLS + cell(x, picture.width())] > 0.5f) {
                            places[2 * count] = (float) (frame.left() + x * frame.pixel());
                            places[2 * count + 1] = (float) (frame.top() + y * frame.pixel());
                            components.get(i, 0, row, 0, row.length);
                            root(row, descriptors, count * Keypoints.DIMENSION);
                            count++;
                        }
                    }
                }
            }
            return new Keypoints(
                    Arrays.copyOf(places, 2 * count), Arrays.copyOf(descriptors, count * Keypoints.DIMENSION), scale);
        }
    }

    private static int cell(float at, int length) {
        return Math.clamp((int) (at / length * CELLS), 0, CELLS - 1);
    }

    /** The square root of each component's share of the sum, as a byte. */
    private static void root(float[] sift, byte[] target, int from) {
        float sum = 0;
        for (float component : sift) {
            sum += component;
        }
        for (int d = 0; d < sift.length && sum > 0; d++) {
            target[from + d] = (byte) Math.round(255 * Math.sqrt(sift[d] / sum));
        }
    }
}
