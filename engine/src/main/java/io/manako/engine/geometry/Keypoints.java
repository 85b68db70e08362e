package io.manako.engine.geometry;

/**
 * Local features of a photo. Immutable: the arrays are shared and never written after construction.
 *
 * @param places {@code float[2 * count]}, x and y of each, in pixels of a copy of the photo that is at most
 *     {@value KeypointDetector#SIDE} pixels long: a unit that is as good for large photos as for small ones
 * @param descriptors {@code byte[count * 128]}, RootSIFT, a byte from 0 to 255 for each component
 * @param scale pixels of the photo to a pixel of the copy
 */
public record Keypoints(float[] places, byte[] descriptors, double scale) {
    /** Of one descriptor. */
    public static final int DIMENSION = 128;

    public Keypoints {
        if (places.length % 2 != 0 || descriptors.length != places.length / 2 * DIMENSION || scale <= 0) {
            throw new IllegalArgumentException(
                    places.length + " coordinates, " + descriptors.length + " components, scale " + scale);
        }
    }

    public int count() {
        return places.length / 2;
    }

    /** The descriptors as {@code float[count * 128]}, each of length 1. */
    float[] unitDescriptors() {
        float[] units = new float[descriptors.length];
        for (int from = 0; from < units.length; from += DIMENSION) {
            float squares = 0;
            for (int d = from; d < from + DIMENSION; d++) {
                units[d] = descriptors[d] & 0xff;
                squares += units[d] * units[d];
            }
            float norm = (float) Math.sqrt(Math.max(squares, 1));
            for (int d = from; d < from + DIMENSION; d++) {
                units[d] /= norm;
            }
        }
        return units;
    }
}
