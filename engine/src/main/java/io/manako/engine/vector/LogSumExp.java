package io.manako.engine.vector;

/** The smooth maximum that turns the similarities of a photo's windows into one score (method.md §4). */
public final class LogSumExp {
    private static final float LOG2_E = 1.442695f;
    private static final float LN_2 = 0.6931472f;

    private LogSumExp() {}

    /**
     * ln(Σ exp(t·s)) / t, between the largest s and that plus ln(n)/t. To within 1e-5 / t.
     *
     * @param s similarities, at least one, finite
     * @param t temperature, above 0: the larger, the nearer to the maximum
     */
    public static float of(float[] s, float t) {
        float largest = s[0];
        for (float value : s) {
            largest = Math.max(largest, value);
        }
        float sum = 0;
        for (float value : s) {
            sum += exp(t * (value - largest));
        }
        return largest + (float) Math.log(sum) / t;
    }

    /**
     * e^x for x ≤ 0, to within 5e-6 of itself and several times as fast as Math.exp, which would take longer than the dot
     * products. The exponent of 2 is split into the nearest whole number, which goes into the bits of a float, and a rest
     * in [−1/2, 1/2], whose power of 2 is the start of its Taylor series.
     */
    static float exp(float x) {
        float power = Math.max(-126, x * LOG2_E);
        float whole = (float) Math.rint(power);
        float r = (power - whole) * LN_2;
        float rest = 1 + r * (1 + r * (1 / 2f + r * (1 / 6f + r * (1 / 24f + r * (1 / 120f)))));
        return Float.intBitsToFloat(((int) whole + 127) << 23) * rest;
    }
}
