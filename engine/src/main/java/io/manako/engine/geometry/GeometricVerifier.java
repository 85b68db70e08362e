package io.manako.engine.geometry;

import static org.bytedeco.opencv.global.opencv_calib3d.RANSAC;
import static org.bytedeco.opencv.global.opencv_calib3d.estimateAffinePartial2D;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.GEMM_2_T;
import static org.bytedeco.opencv.global.opencv_core.gemm;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Looks for a thing in a photo by geometry: features that are alike, and of them those that one shift, turn and change of size
 * explains (RANSAC; Fischler and Bolles, 1981). Thread-safe; the same features give the same answer.
 */
public final class GeometricVerifier {
    /** Features that must agree before it is the very same thing: docs/evaluation.md, "The same thing again". */
    public static final int CERTAIN = 5;

    /** Best photos of a search that are looked at unasked: one to three seconds on two cores. */
    public static final int GLANCE = 50;

    /** Best photos of a search that are looked at on request. */
    public static final int THOROUGH = 200;

    /** A feature is taken for another where the second best is further by this much at least (Lowe's ratio test). */
    private static final float RATIO = 0.8f;

    /** How far from its place a feature may lie, in pixels of the photo's small copy. */
    private static final double TOLERANCE = 4;

    private static final int DRAWS = 1000;
    private static final double CONFIDENCE = 0.99;
    private static final int POLISHING = 10;

    /** A thing that would be smaller than this, or larger than its reciprocal, is no thing, but chance. */
    private static final double LEAST_SCALE = 0.2;

    /** Two features always agree with some motion. */
    private static final int LEAST = 3;

    static {
        Highgui.leaveOut();
    }

    private GeometricVerifier() {}

    /** How the thing comes to lie in the photo; empty where no motion explains three features or more. */
    public static Optional<Agreement> verify(Keypoints thing, Keypoints photo) {
        if (thing.count() < LEAST || photo.count() < LEAST) {
            return Optional.empty();
        }
        try (PointerScope scope = new PointerScope()) {
            int[] alike = alike(thing, photo);
            float[] from = new float[2 * alike.length];
            float[] to = new float[2 * alike.length];
            int count = 0;
            for (int i = 0; i < alike.length; i++) {
                if (alike[i] >= 0) {
                    System.arraycopy(thing.places(), 2 * i, from, 2 * count, 2);
                    System.arraycopy(photo.places(), 2 * alike[i], to, 2 * count, 2);
                    count++;
                }
            }
            return count < LEAST
                    ? Optional.empty()
                    : motion(
                            Arrays.copyOf(from, 2 * count), Arrays.copyOf(to, 2 * count), thing.scale(), photo.scale());
        }
    }

    /** For each feature of the thing the one of the photo that is like it, or -1 where none stands out. */
    private static int[] alike(Keypoints thing, Keypoints photo) {
        Mat cosines = new Mat();
        gemm(descriptors(thing), descriptors(photo), 1, new Mat(), 0, cosines, GEMM_2_T);
        int[] alike = new int[thing.count()];
        float[] row = new float[photo.count()];
        try (FloatIndexer all = cosines.createIndexer()) {
            for (int i = 0; i < alike.length; i++) {
                all.get(i, 0, row, 0, row.length);
                int best = 0;
                float second = -1;
                for (int j = 1; j < row.length; j++) {
                    if (row[j] > row[best]) {
                        second = row[best];
                        best = j;
                    } else if (row[j] > second) {
                        second = row[j];
                    }
                }
                // Of unit vectors the squared distance is 2 - 2 cos.
                alike[i] = 1 - row[best] < RATIO * RATIO * (1 - second) ? best : -1;
            }
        }
        return alike;
    }

    private static Optional<Agreement> motion(float[] from, float[] to, double fromScale, double toScale) {
        Mat inliers = new Mat();
        Mat found = estimateAffinePartial2D(
                places(from), places(to), inliers, RANSAC, TOLERANCE, DRAWS, CONFIDENCE, POLISHING);
        if (found.empty()) {
            return Optional.empty();
        }
        // Several features of the thing may look like one of the photo: they are one witness.
        Set<Long> witnesses = new HashSet<>();
        for (int i = 0; i < to.length / 2; i++) {
            if (inliers.ptr(i).get() != 0) {
                witnesses.add(((long) Math.round(to[2 * i]) << Integer.SIZE) + Math.round(to[2 * i + 1]));
            }
        }
        try (DoubleIndexer row = found.createIndexer()) {
            double scale = Math.hypot(row.get(0, 0), row.get(1, 0));
            if (witnesses.size() < LEAST || scale < LEAST_SCALE || scale > 1 / LEAST_SCALE) {
                return Optional.empty();
            }
            double unit = toScale / fromScale;
            return Optional.of(new Agreement(
                    witnesses.size(),
                    row.get(0, 0) * unit,
                    row.get(1, 0) * unit,
                    row.get(0, 2) * toScale,
                    row.get(1, 2) * toScale));
        }
    }

    private static Mat descriptors(Keypoints keypoints) {
        return new Mat(keypoints.count(), Keypoints.DIMENSION, CV_32F, new FloatPointer(keypoints.unitDescriptors()));
    }

    private static Mat places(float[] places) {
        return new Mat(places.length / 2, 1, CV_32FC2, new FloatPointer(places));
    }
}
