package io.manako.engine.photo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** ICC profiles of RGB spaces with sRGB's curve, made from their primaries (ICC.1:2022). */
final class TestProfile {
    private static final double[][] P3 = {
        {0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}
    };
    private static final double[][] SRGB = {
        {0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}
    };

    private TestProfile() {}

    static byte[] displayP3() {
        return of(P3[0], P3[1], P3[2]);
    }

    static byte[] srgb() {
        return of(SRGB[0], SRGB[1], SRGB[2]);
    }

    /** A space whose red is sRGB's green and the other way round: what follows it is seen at once. */
    static byte[] redAndGreenSwapped() {
        return of(SRGB[1], SRGB[0], SRGB[2]);
    }

    private static byte[] of(double[] red, double[] green, double[] blue) {
        String[] tags = {"rXYZ", "gXYZ", "bXYZ", "wtpt", "rTRC", "gTRC", "bTRC"};
        double[][] values = {red, green, blue, {0.9642, 1, 0.8249}};
        int table = 128 + 4 + tags.length * 12;
        int curveAt = table + values.length * 20;
        ByteBuffer b = ByteBuffer.allocate(curveAt + 32);
        b.putInt(0, b.capacity()).putInt(8, 0x04000000);
        put(b, 12, "mntrRGB XYZ ");
        put(b, 36, "acsp");
        b.putInt(68, fixed(0.9642)).putInt(72, fixed(1)).putInt(76, fixed(0.8249));
        b.putInt(128, tags.length);
        for (int i = 0; i < tags.length; i++) {
            boolean colour = i < values.length;
            put(b, 132 + i * 12, tags[i]);
            b.putInt(136 + i * 12, colour ? table + i * 20 : curveAt).putInt(140 + i * 12, colour ? 20 : 32);
        }
        for (int i = 0; i < values.length; i++) {
            put(b, table + i * 20, "XYZ ");
            for (int c = 0; c < 3; c++) {
                b.putInt(table + i * 20 + 8 + c * 4, fixed(values[i][c]));
            }
        }
        put(b, curveAt, "para");
        b.putShort(curveAt + 8, (short) 3);
        double[] curve = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
        for (int i = 0; i < curve.length; i++) {
            b.putInt(curveAt + 12 + i * 4, fixed(curve[i]));
        }
        return b.array();
    }

    private static int fixed(double value) {
        return (int) Math.round(value * 65536);
    }

    private static void put(ByteBuffer b, int at, String text) {
        b.put(at, text.getBytes(StandardCharsets.US_ASCII));
    }
}
