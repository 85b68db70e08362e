package io.manako.app.sheet;

import io.manako.engine.photo.Raster;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Between the engine's rasters and images that can be drawn on. */
final class Pictures {
    private Pictures() {}

    static BufferedImage toImage(Raster raster) {
        BufferedImage image = new BufferedImage(raster.width(), raster.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = raster.rgb();
        int[] row = new int[raster.width()];
        for (int y = 0, i = 0; y < raster.height(); y++) {
            for (int x = 0; x < row.length; x++, i += 3) {
                row[x] = (rgb[i] & 0xff) << 16 | (rgb[i + 1] & 0xff) << 8 | rgb[i + 2] & 0xff;
            }
            image.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return image;
    }

    static Raster toRaster(BufferedImage image) {
        int width = image.getWidth();
        byte[] rgb = new byte[width * image.getHeight() * 3];
        int[] row = new int[width];
        for (int y = 0, i = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int pixel : row) {
                rgb[i++] = (byte) (pixel >> 16);
                rgb[i++] = (byte) (pixel >> 8);
                rgb[i++] = (byte) pixel;
            }
        }
        return new Raster(width, image.getHeight(), rgb);
    }

    /** Pixels {@code 0xAARRGGBB} as an image with transparency. */
    static BufferedImage ofArgb(int[] argb, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, width, height, argb, 0, width);
        return image;
    }

    /** The largest place of the given aspect in the middle of a frame, at least 1 pixel each way. */
    static Rectangle fit(int width, int height, Rectangle frame) {
        double scale = Math.min((double) frame.width / width, (double) frame.height / height);
        int w = Math.clamp(Math.round(width * scale), 1, frame.width);
        int h = Math.clamp(Math.round(height * scale), 1, frame.height);
        return new Rectangle(frame.x + (frame.width - w) / 2, frame.y + (frame.height - h) / 2, w, h);
    }

    /** Draws an image into a place. Large ones are halved first: one bilinear step would skip pixels and glitter. */
    static void draw(Graphics2D g, BufferedImage image, Rectangle place) {
        BufferedImage source = image;
        while (source.getWidth() >= 2 * place.width && source.getHeight() >= 2 * place.height) {
            source = scaled(source, source.getWidth() / 2, source.getHeight() / 2);
        }
        g.drawImage(source, place.x, place.y, place.width, place.height, null);
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage smaller = new BufferedImage(width, height, image.getType());
        Graphics2D g = smaller.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(image, 0, 0, width, height, null);
        g.dispose();
        return smaller;
    }
}
