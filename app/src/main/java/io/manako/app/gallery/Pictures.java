package io.manako.app.gallery;

import io.manako.app.heat.HeatMap;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.PatchGrid;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** From the engine's arrays to JavaFX images. Pure functions for any thread. */
public final class Pictures {
    /** Pixels that a patch of a heat map becomes; enough that the smooth scaling of the screen shows no lattice. */
    private static final int PER_PATCH = 8;

    private Pictures() {}

    public static Image of(Raster raster) {
        WritableImage image = new WritableImage(raster.width(), raster.height());
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        raster.width(),
                        raster.height(),
                        PixelFormat.getByteRgbInstance(),
                        raster.rgb(),
                        0,
                        raster.width() * 3);
        return image;
    }

    /** The other way round, transparency laid on white. */
    public static Raster raster(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] argb = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < argb.length; i++) {
            int alpha = argb[i] >>> 24;
            for (int c = 0; c < 3; c++) {
                int value = argb[i] >> (16 - 8 * c) & 0xff;
                rgb[3 * i + c] = (byte) ((value * alpha + 255 * (255 - alpha)) / 255);
            }
        }
        return new Raster(width, height, rgb);
    }

    /**
     * The picture and its halves, largest first, down to about 128 pixels. The screen's scaling reads four pixels only,
     * so a picture is crisp when it is drawn from the half that is next above its size.
     */
    public static List<Image> pyramid(Raster raster) {
        List<Image> levels = new ArrayList<>();
        Raster level = raster;
        levels.add(of(level));
        while (Math.max(level.width(), level.height()) >= 256 && Math.min(level.width(), level.height()) >= 2) {
            level = half(level);
            levels.add(of(level));
        }
        return levels;
    }

    /** The smallest level that is at least {@code width} pixels wide, or the largest there is. */
    public static Image level(List<Image> pyramid, double width) {
        Image best = pyramid.getFirst();
        for (Image level : pyramid) {
            if (level.getWidth() >= width) {
                best = level;
            }
        }
        return best;
    }

    private static Raster half(Raster raster) {
        int w = raster.width() / 2;
        int h = raster.height() / 2;
        byte[] from = raster.rgb();
        byte[] to = new byte[w * h * 3];
        int stride = raster.width() * 3;
        int out = 0;
        for (int y = 0; y < h; y++) {
            int row = 2 * y * stride;
            for (int x = 0; x < w; x++) {
                for (int c = 0; c < 3; c++) {
                    int i = row + x * 6 + c;
                    int sum = (from[i] & 0xff)
                            + (from[i + 3] & 0xff)
                            + (from[i + stride] & 0xff)
                            + (from[i + stride + 3] & 0xff);
                    to[out++] = (byte) ((sum + 2) / 4);
                }
            }
        }
        return new Raster(w, h, to);
    }

    /**
     * A heat map to lay over a photo: clear where the value is 0, violet, orange and yellow towards the largest.
     *
     * @param values {@code float[N]}, 0 or more; scaled so that the largest is full heat
     */
    public static Image heat(PatchGrid grid, float[] values) {
        int w = grid.columns() * PER_PATCH;
        int h = grid.rows() * PER_PATCH;
        WritableImage image = new WritableImage(w, h);
        image.getPixelWriter()
                .setPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), HeatMap.overlay(grid, values, w, h, 1), 0, w);
        return image;
    }
}
