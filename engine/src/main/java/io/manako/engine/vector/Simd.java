package io.manako.engine.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Dot products with the Vector API. Pure functions. */
public final class Simd {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();

    /** As many bytes as floats, but no shape is narrower than 64 bits: there one load of bytes feeds several of floats. */
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, FLOATS.vectorBitSize() / 4)));

    private static final int PARTS = BYTES.length() / LANES;

    private static final int WARM = 20_000;

    private Simd() {}

    /**
     * Has the kernels compiled. Until they are, each vector is an object and a dot product a thousand times as slow: a new
     * process would spend most of a second on its first ranking. Takes that long; call it on a thread of its own.
     */
    public static void warmUp() {
        float[] floats = new float[4 * LANES];
        byte[] bytes = new byte[2 * floats.length];
        float sum = 0;
        for (int i = 0; i < WARM; i++) {
            sum += dot(floats, floats) + dot(floats, bytes, i % floats.length);
        }
        if (sum != 0) {
            throw new IllegalStateException("dot products of zeros give " + sum);
        }
    }

    /** Σ a[i]·b[i] over two vectors of the same length. */
    public static float dot(float[] a, float[] b) {
        FloatVector even = FloatVector.zero(FLOATS);
        FloatVector odd = FloatVector.zero(FLOATS);
        int i = 0;
        // Two sums, so that one fused multiply-add need not wait for the one before.
        for (; i <= a.length - 2 * LANES; i += 2 * LANES) {
            even = FloatVector.fromArray(FLOATS, a, i).fma(FloatVector.fromArray(FLOATS, b, i), even);
            odd = FloatVector.fromArray(FLOATS, a, i + LANES).fma(FloatVector.fromArray(FLOATS, b, i + LANES), odd);
        }
        float sum = even.add(odd).reduceLanes(VectorOperators.ADD);
        for (; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Σ a[i]·b[offset + i] over all of a: the query stays in floats, and only the gallery is quantised. */
    public static float dot(float[] a, byte[] b, int offset) {
        FloatVector even = FloatVector.zero(FLOATS);
        FloatVector odd = FloatVector.zero(FLOATS);
        int step = 2 * BYTES.length();
        int i = 0;
        for (; i <= a.length - step; i += step) {
            ByteVector low = ByteVector.fromArray(BYTES, b, offset + i);
            ByteVector high = ByteVector.fromArray(BYTES, b, offset + i + BYTES.length());
            for (int part = 0; part < PARTS; part++) {
                int at = i + part * LANES;
                even = floats(low, part).fma(FloatVector.fromArray(FLOATS, a, at), even);
                odd = floats(high, part).fma(FloatVector.fromArray(FLOATS, a, at + BYTES.length()), odd);
            }
        }
        float sum = even.add(odd).reduceLanes(VectorOperators.ADD);
        for (; i < a.length; i++) {
            sum += a[i] * b[offset + i];
        }
        return sum;
    }

    private static FloatVector floats(ByteVector bytes, int part) {
        return (FloatVector) bytes.convertShape(VectorOperators.B2F, FLOATS, part);
    }
}
