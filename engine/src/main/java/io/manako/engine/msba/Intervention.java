package io.manako.engine.msba;

import io.manako.engine.vector.Simd;

/**
 * Takes out of a query what is not meant (method.md, "Prompts"). Pure functions, thread-safe.
 */
public final class Intervention {
    private Intervention() {}

    /**
     * norm(q − λ (n − ⟨q, n⟩ q)): the query less a share of what tells the unwanted thing from it. What both have in common
     * stays, so that a thing of the same kind beside the wanted one does no harm.
     *
     * @param wanted q, {@code float[D]}, L2-normalised, as is {@code unwanted}, n
     * @param share λ, 0 or more
     * @return {@code float[D]}, L2-normalised
     */
    public static float[] without(float[] wanted, float[] unwanted, float share) {
        float common = Simd.dot(wanted, unwanted);
        float[] rest = new float[wanted.length];
        for (int d = 0; d < rest.length; d++) {
            rest[d] = wanted[d] - share * (unwanted[d] - common * wanted[d]);
        }
        // Never zero: what is subtracted is orthogonal to the query.
        float norm = (float) Math.sqrt(Simd.dot(rest, rest));
        for (int d = 0; d < rest.length; d++) {
            rest[d] /= norm;
        }
        return rest;
    }
}
