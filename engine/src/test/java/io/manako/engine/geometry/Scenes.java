package io.manako.engine.geometry;

import io.manako.engine.photo.Raster;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Pictures full of shapes, made by code: two of different seeds have nothing in common. */
public final class Scenes {
    private Scenes() {}

    public static BufferedImage scene(int width, int height, long seed) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = canvas(image);
        Random random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            canvas.setColor(new Color(random.nextInt(0x1000000)));
            int side = 6 + random.nextInt(width / 10);
            int x = random.nextInt(width) - side / 2;
            int y = random.nextInt(height) - side / 2;
            if (random.nextBoolean()) {
                canvas.fillOval(x, y, side, side / 2 + random.nextInt(side));
            } else {
                canvas.fillRect(x, y, side, side / 2 + random.nextInt(side));
            }
        }
        canvas.dispose();
        return image;
    }

    /** Draws a part of one picture into another, whose middle comes to lie at a place. */
    public static void paste(
            BufferedImage from, int x, int y, int width, int height, BufferedImage to, AffineTransform placed) {
        Graphics2D canvas = canvas(to);
        canvas.transform(placed);
        canvas.drawImage(from.getSubimage(x, y, width, height), -width / 2, -height / 2, null);
        canvas.dispose();
    }

    public static BufferedImage enlarged(BufferedImage image, int times) {
        BufferedImage large =
                new BufferedImage(image.getWidth() * times, image.getHeight() * times, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = canvas(large);
        canvas.drawImage(image, 0, 0, large.getWidth(), large.getHeight(), null);
        canvas.dispose();
        return large;
    }

    public static Raster raster(BufferedImage image) {
        byte[] rgb = new byte[image.getWidth() * image.getHeight() * 3];
        for (int i = 0; i < rgb.length / 3; i++) {
            int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return new Raster(image.getWidth(), image.getHeight(), rgb);
    }

    private static Graphics2D canvas(BufferedImage image) {
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        return canvas;
    }
}
