package io.manako.engine.photo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What of a TIFF file's first directory decides about colours and is not told by the decoder (TIFF 6.0, sections 2 and 18).
 *
 * @param profile an ICC profile, or null
 * @param alpha what the fourth sample of a pixel is
 */
record TiffTags(byte @Nullable [] profile, Alpha alpha) {
    /** A sample beyond the colours. */
    enum Alpha {
        /** None, or one that is said to be something else than transparency. */
        NONE,
        /** Colours are multiplied by it already. */
        ASSOCIATED,
        /** Colours are as they would be if the pixel were opaque. */
        UNASSOCIATED
    }

    private static final int BIG_TIFF = 43;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int EXTRA_SAMPLES = 338;
    private static final int ICC_PROFILE = 34675;
    private static final int ENTRY_BYTES = 12;

    /** Without profile and alpha where the directory is broken or of the 64-bit kind. */
    static TiffTags of(byte[] file) {
        try {
            return read(file);
        } catch (IndexOutOfBoundsException e) {
            return new TiffTags(null, Alpha.NONE);
        }
    }

    private static TiffTags read(byte[] file) {
        ByteBuffer b = ByteBuffer.wrap(file).order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        byte[] profile = null;
        int samples = 0;
        int extra = 0;
        if (b.getShort(2) == BIG_TIFF) {
            return new TiffTags(null, Alpha.NONE);
        }
        int directory = b.getInt(4);
        int entries = b.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int at = directory + 2 + i * ENTRY_BYTES;
            switch (b.getShort(at) & 0xffff) {
                case SAMPLES_PER_PIXEL -> samples = b.getShort(at + 8);
                case EXTRA_SAMPLES -> extra = b.getShort(at + 8);
                case ICC_PROFILE -> {
                    int length = b.getInt(at + 4);
                    if (length > 4 && length <= file.length) {
                        profile = new byte[length];
                        b.get(b.getInt(at + 8), profile);
                    }
                }
                default -> {
                    // the decoder's business
                }
            }
        }
        Alpha alpha = samples != 4
                ? Alpha.NONE
                : extra == 1 ? Alpha.ASSOCIATED : extra == 2 ? Alpha.UNASSOCIATED : Alpha.NONE;
        return new TiffTags(profile, alpha);
    }
}
