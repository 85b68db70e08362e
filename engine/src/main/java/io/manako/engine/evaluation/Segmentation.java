package io.manako.engine.evaluation;

import io.manako.engine.prompt.Mask;
import java.util.Arrays;
import java.util.List;

/** The outline of an instance in COCO's two notations. */
public sealed interface Segmentation {
    /** Drawn at the photo's size; never empty where it is well formed. */
    Mask toMask(int width, int height);

    /**
     * Outlines that unite.
     *
     * @param rings each {@code double[2 * corners]}: x, y in photo pixels, corner by corner
     */
    record Polygons(List<double[]> rings) implements Segmentation {
        @Override
        public Mask toMask(int width, int height) {
            boolean[] inside = new boolean[width * height];
            for (double[] ring : rings) {
                fill(ring, width, height, inside);
            }
            return new Mask(width, height, inside);
        }

        /** Marks the pixels whose centre lies inside by the even-odd rule; of a ring too thin for any, those of its corners. */
        private static void fill(double[] ring, int width, int height, boolean[] inside) {
            double[] crossings = new double[ring.length / 2];
            int marked = 0;
            for (int y = 0; y < height; y++) {
                int count = crossings(ring, y + 0.5, crossings);
                for (int i = 0; i + 1 < count; i += 2) {
                    int from = Math.clamp((long) Math.ceil(crossings[i] - 0.5), 0, width);
                    int to = Math.clamp((long) Math.ceil(crossings[i + 1] - 0.5), from, width);
                    Arrays.fill(inside, y * width + from, y * width + to, true);
                    marked += to - from;
                }
            }
            for (int i = 0; i < ring.length && marked == 0; i += 2) {
                int x = Math.clamp((long) ring[i], 0, width - 1);
                int y = Math.clamp((long) ring[i + 1], 0, height - 1);
                inside[y * width + x] = true;
            }
        }

        private static int crossings(double[] ring, double y, double[] crossings) {
            int count = 0;
            for (int i = 0; i < ring.length; i += 2) {
                int j = (i + 2) % ring.length;
                double y0 = ring[i + 1];
                double y1 = ring[j + 1];
                if (y0 <= y != y1 <= y) {
                    crossings[count++] = ring[i] + (y - y0) / (y1 - y0) * (ring[j] - ring[i]);
                }
            }
            Arrays.sort(crossings, 0, count);
            return count;
        }
    }

    /**
     * Runs of pixels outside and inside in turn, column by column from the top left.
     *
     * @param counts length of each run, the first outside
     */
    record RunLengths(int width, int height, int[] counts) implements Segmentation {
        public RunLengths {
            long sum = 0;
            for (int count : counts) {
                sum += count < 0 ? Long.MIN_VALUE / 4 : count;
            }
            if (sum != (long) width * height) {
                throw new IllegalArgumentException("its runs do not add up to " + width + " x " + height + " pixels");
            }
        }

        /** COCO's compressed notation: six bits a character, five of them digits, and from the third run on differences. */
        static RunLengths decompress(int width, int height, String text) {
            int[] counts = new int[text.length()];
            int runs = 0;
            for (int at = 0; at < text.length(); ) {
                long value = 0;
                int shift = 0;
                int digit;
                do {
                    if (at == text.length() || shift > 60) {
                        throw new IllegalArgumentException("its compressed runs are cut off");
                    }
                    digit = text.charAt(at++) - '0';
                    value |= (long) (digit & 31) << shift;
                    shift += 5;
                } while ((digit & 32) != 0);
                if ((digit & 16) != 0) {
                    value |= -1L << shift;
                }
                counts[runs] = (int) (runs > 2 ? value + counts[runs - 2] : value);
                runs++;
            }
            return new RunLengths(width, height, Arrays.copyOf(counts, runs));
        }

        @Override
        public Mask toMask(int photoWidth, int photoHeight) {
            boolean[] inside = new boolean[width * height];
            int at = 0;
            boolean marked = false;
            for (int count : counts) {
                for (int i = 0; i < count; i++, at++) {
                    inside[at % height * width + at / height] = marked;
                }
                marked = !marked;
            }
            return new Mask(width, height, inside);
        }
    }
}
