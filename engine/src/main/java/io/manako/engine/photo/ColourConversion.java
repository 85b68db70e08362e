package io.manako.engine.photo;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.WritableRaster;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings pixels from the colour space of an ICC profile to sRGB, with the colour management that Java carries (LittleCMS).
 * A profile is judged once and remembered: most pictures have none, or one that means sRGB, and are left as they are.
 * Thread-safe.
 */
final class ColourConversion {
    private static final Logger LOG = LoggerFactory.getLogger(ColourConversion.class);

    /** A difference of so many of 255 steps is not seen. */
    private static final int UNSEEN = 3;

    private static final int REMEMBERED = 64;
    private static final int[] LEVELS = {0, 48, 96, 160, 208, 255};

    /** By the profile's hash; empty: nothing to convert. */
    private static final Map<ByteHash, Optional<ICC_Profile>> JUDGED = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteHash, Optional<ICC_Profile>> eldest) {
            return size() > REMEMBERED;
        }
    };

    private ColourConversion() {}

    /**
     * Converts pixels.
     *
     * @param icc a profile as it was found in a file. One for printing, for grey, or broken changes nothing: decoders
     *     have brought such pictures to RGB already
     * @return the same picture, or another in sRGB
     */
    static Raster toSrgb(byte[] icc, Raster picture) {
        Optional<ICC_Profile> profile;
        synchronized (JUDGED) {
            profile = JUDGED.computeIfAbsent(ByteHash.of(icc), any -> judge(icc));
        }
        return profile.map(from -> convert(from, picture)).orElse(picture);
    }

    private static Optional<ICC_Profile> judge(byte[] icc) {
        try {
            ICC_Profile profile = ICC_Profile.getInstance(icc);
            if (profile.getColorSpaceType() != ColorSpace.TYPE_RGB) {
                return Optional.empty();
            }
            byte[] samples = samples();
            byte[] converted =
                    convert(profile, new Raster(samples.length / 3, 1, samples)).rgb();
            int most = 0;
            for (int i = 0; i < samples.length; i++) {
                most = Math.max(most, Math.abs((samples[i] & 0xff) - (converted[i] & 0xff)));
            }
            return most <= UNSEEN ? Optional.empty() : Optional.of(profile);
        } catch (RuntimeException e) {
            LOG.info("A colour profile is not understood and passed over: {}", e.toString());
            return Optional.empty();
        }
    }

    /** Colours spread over the cube. */
    private static byte[] samples() {
        byte[] samples = new byte[LEVELS.length * LEVELS.length * LEVELS.length * 3];
        int at = 0;
        for (int red : LEVELS) {
            for (int green : LEVELS) {
                for (int blue : LEVELS) {
                    samples[at++] = (byte) red;
                    samples[at++] = (byte) green;
                    samples[at++] = (byte) blue;
                }
            }
        }
        return samples;
    }

    private static Raster convert(ICC_Profile from, Raster picture) {
        ICC_Profile[] way = {from, ICC_Profile.getInstance(ColorSpace.CS_sRGB)};
        Raster converted = new Raster(picture.width(), picture.height(), new byte[picture.rgb().length]);
        new ColorConvertOp(way, null).filter(pixels(picture), pixels(converted));
        return converted;
    }

    /** Java's view of the same bytes. */
    private static WritableRaster pixels(Raster picture) {
        byte[] rgb = picture.rgb();
        PixelInterleavedSampleModel model = new PixelInterleavedSampleModel(
                DataBuffer.TYPE_BYTE, picture.width(), picture.height(), 3, picture.width() * 3, new int[] {0, 1, 2});
        return java.awt.image.Raster.createWritableRaster(model, new DataBufferByte(rgb, rgb.length), null);
    }
}
