package io.manako.engine.photo;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.setRNGSeed;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_INIT_WITH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;
import static org.bytedeco.opencv.global.opencv_imgproc.grabCut;

import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Tightens a box to the thing in it, by GrabCut (Rother, Kolmogorov, Blake: “GrabCut” – Interactive Foreground
 * Extraction using Iterated Graph Cuts, SIGGRAPH 2004). Thread-safe; the same picture and box give the same mask.
 */
public final class MaskAssist {
    /** The graph cut's time grows faster than the pixels do; at this width it takes some 50 ms. */
    private static final int WIDTH = 240;

    private static final int ITERATIONS = 3;

    /** A thing that fills less of its box is taken for a failure. */
    private static final double LEAST_SHARE = 0.08;

    private MaskAssist() {}

    /**
     * The largest connected part that differs from what surrounds the box.
     *
     * @param picture the photo, at any size of the same aspect
     * @param box in pixels of the picture; its polarity is kept
     * @return a mask of at most {@value #WIDTH} columns, never empty and never beyond the box; all of the box where no
     *     thing stands out or the box leaves no surroundings to tell it from
     * @throws IllegalArgumentException if the box lies outside the picture
     */
    public static Mask tighten(Raster picture, Box box) {
        int width = Math.min(WIDTH, picture.width());
        int height = Math.max(1, (int) Math.round((double) picture.height() * width / picture.width()));
        double scale = (double) width / picture.width();
        int left = (int) Math.clamp(Math.floor(box.x() * scale), 0, width);
        int top = (int) Math.clamp(Math.floor(box.y() * height / picture.height()), 0, height);
        int right = (int) Math.clamp(Math.ceil((box.x() + box.width()) * scale), 0, width);
        int bottom = (int) Math.clamp(Math.ceil((box.y() + box.height()) * height / picture.height()), 0, height);
        if (right <= left || bottom <= top) {
            throw new IllegalArgumentException(
                    "the box lies outside the photo of " + picture.width() + " x " + picture.height() + " pixels");
        }
        int area = (right - left) * (bottom - top);
        boolean[] inside = new boolean[width * height];
        int found = 0;
        // Without a rim of sure background there is nothing to learn its colours from.
        if (width * height - area >= width + height && right - left > 2 && bottom - top > 2) {
            Raster small = Resampler.bicubic(picture, width, height);
            found = largestThing(small, new Rect(left, top, right - left, bottom - top), inside);
        }
        if (found < LEAST_SHARE * area) {
            for (int y = 0; y < height; y++) {
                boolean within = y >= top && y < bottom;
                Arrays.fill(inside, y * width, (y + 1) * width, false);
                Arrays.fill(inside, y * width + left, y * width + right, within);
            }
        }
        return new Mask(width, height, inside, box.polarity());
    }

    /** Marks the largest component of GrabCut's foreground; returns its size in pixels. */
    private static int largestThing(Raster picture, Rect rect, boolean[] inside) {
        try (PointerScope scope = new PointerScope()) {
            scope.attach(rect);
            // GrabCut has no order of channels, so RGB serves as well as BGR.
            Mat image = new Mat(picture.height(), picture.width(), CV_8UC3, new BytePointer(picture.rgb()));
            Mat labels = new Mat(picture.height(), picture.width(), CV_8UC1);
            setRNGSeed(1); // its colour clusters start at random
            grabCut(image, labels, rect, new Mat(), new Mat(), ITERATIONS, GC_INIT_WITH_RECT);
            byte[] label = new byte[picture.width() * picture.height()];
            labels.data().get(label);
            for (int i = 0; i < label.length; i++) {
                label[i] &= 1; // 1 and 3 are foreground, sure and probable
            }
            Mat binary = new Mat(picture.height(), picture.width(), CV_8UC1, new BytePointer(label));
            Mat components = new Mat();
            Mat stats = new Mat();
            int count = connectedComponentsWithStats(binary, components, stats, new Mat(), 8, CV_32S);
            try (IntIndexer area = stats.createIndexer();
                    IntIndexer component = components.createIndexer()) {
                int largest = 0;
                for (int c = 1; c < count; c++) {
                    if (largest == 0 || area.get(c, CC_STAT_AREA) > area.get(largest, CC_STAT_AREA)) {
                        largest = c;
                    }
                }
                if (largest == 0) {
                    return 0;
                }
                for (int i = 0; i < inside.length; i++) {
                    inside[i] = component.get(i / picture.width(), i % picture.width()) == largest;
                }
                return area.get(largest, CC_STAT_AREA);
            }
        }
    }
}
