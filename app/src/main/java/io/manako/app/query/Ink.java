package io.manako.app.query;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.Pictures;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.prompt.Polarity;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import org.jspecify.annotations.Nullable;

/**
 * Draws marks and the patches understood onto a canvas, through a viewport. Every line has a dark rim, for any photo. Blue
 * and vermilion are of Okabe and Ito's set, told apart by people of any colour vision.
 */
public final class Ink {
    static final Color POSITIVE = Color.web("#56b4e9");
    static final Color NEGATIVE = Color.web("#d55e00");
    static final Color UNDERSTOOD = Color.web("#ffd54a");
    private static final Color RIM = Color.rgb(0, 0, 0, 0.55);
    private static final int MEANT_ARGB = 0x9056b4e9;
    private static final int NOT_MEANT_ARGB = 0x90d55e00;

    /** Cells from one line to the next of the hatching of what is not meant: polarity is not told by colour alone. */
    private static final int HATCH = 6;

    private static final double HANDLE = 7;
    private static final double DOT = 6;

    private @Nullable Painting painted;
    private @Nullable WritableImage paint;

    /**
     * Draws a photo from the level of its pyramid that is next above the size on the screen.
     *
     * @param density pixels of the screen per pixel of the view
     */
    public static void drawPhoto(GraphicsContext g, Viewport view, List<Image> pyramid, double density) {
        if (pyramid.isEmpty()) {
            return;
        }
        double width = view.photoWidth() * view.scale();
        Image level = Pictures.level(pyramid, width * density);
        // Beyond twice its pixels a photo is shown as the pixels it has.
        g.setImageSmoothing(level.getWidth() * 2 > width);
        g.drawImage(level, view.offsetX(), view.offsetY(), width, view.photoHeight() * view.scale());
    }

    public void draw(GraphicsContext g, Viewport view, Drawing drawing) {
        drawPainting(g, view, drawing.painting());
        for (Mark mark : drawing.marks()) {
            switch (mark) {
                case Mark.Dot dot -> drawDot(g, view, dot);
                case Mark.Frame frame -> drawFrame(g, view, frame);
                case Mark.Stroke stroke -> {} // part of the painting
                case Mark.Lasso lasso -> {} // part of the painting
                case Mark.Cutout cutout -> {} // part of the painting
            }
        }
    }

    private void drawPainting(GraphicsContext g, Viewport view, @Nullable Painting painting) {
        if (painting == null) {
            return;
        }
        WritableImage image = paint;
        if (image == null || painting != painted) {
            int w = painting.width();
            int h = painting.height();
            if (image == null || (int) image.getWidth() != w || (int) image.getHeight() != h) {
                image = new WritableImage(w, h);
            }
            int[] argb = new int[w * h];
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    argb[y * w + x] = colour(painting.at(x, y), x + y);
                }
            }
            image.getPixelWriter().setPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
            paint = image;
            painted = painting;
        }
        g.setImageSmoothing(true);
        g.drawImage(
                image,
                view.offsetX(),
                view.offsetY(),
                view.photoWidth() * view.scale(),
                view.photoHeight() * view.scale());
    }

    private static int colour(@Nullable Polarity polarity, int diagonal) {
        if (polarity == null) {
            return 0;
        }
        return polarity == Polarity.POSITIVE ? MEANT_ARGB : diagonal % HATCH < HATCH / 2 ? NOT_MEANT_ARGB : 0;
    }

    /** The corners and the middles of the sides by which boxes are resized. */
    static void drawHandles(GraphicsContext g, Viewport view, Drawing drawing) {
        g.setLineDashes();
        g.setLineWidth(1.5);
        for (Mark mark : drawing.marks()) {
            if (mark instanceof Mark.Frame frame) {
                for (int i = 0; i < 9; i++) {
                    double x = view.toViewX(frame.x() + frame.width() * (i % 3) / 2);
                    double y = view.toViewY(frame.y() + frame.height() * (i / 3) / 2);
                    if (i != 4) {
                        g.setFill(Color.WHITE);
                        g.fillRect(x - HANDLE / 2, y - HANDLE / 2, HANDLE, HANDLE);
                        g.setStroke(Color.BLACK);
                        g.strokeRect(x - HANDLE / 2, y - HANDLE / 2, HANDLE, HANDLE);
                    }
                }
            }
        }
    }

    private static void drawDot(GraphicsContext g, Viewport view, Mark.Dot dot) {
        double x = view.toViewX(dot.x());
        double y = view.toViewY(dot.y());
        boolean positive = dot.polarity() == Polarity.POSITIVE;
        g.setFill(RIM);
        g.fillOval(x - DOT - 3, y - DOT - 3, 2 * DOT + 6, 2 * DOT + 6);
        g.setFill(Color.WHITE);
        g.fillOval(x - DOT - 1.5, y - DOT - 1.5, 2 * DOT + 3, 2 * DOT + 3);
        g.setFill(positive ? POSITIVE.darker() : NEGATIVE.darker());
        g.fillOval(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
        // A plus or a minus: polarity is not told by colour alone.
        g.setStroke(Color.WHITE);
        g.setLineWidth(2);
        g.setLineDashes();
        g.strokeLine(x - 3, y, x + 3, y);
        if (positive) {
            g.strokeLine(x, y - 3, x, y + 3);
        }
    }

    private static void drawFrame(GraphicsContext g, Viewport view, Mark.Frame frame) {
        double x = Math.round(view.toViewX(frame.x())) + 0.5;
        double y = Math.round(view.toViewY(frame.y())) + 0.5;
        double w = Math.round(frame.width() * view.scale());
        double h = Math.round(frame.height() * view.scale());
        boolean positive = frame.polarity() == Polarity.POSITIVE;
        g.setLineDashes();
        g.setLineJoin(StrokeLineJoin.ROUND);
        g.setStroke(RIM);
        g.setLineWidth(4.5);
        g.strokeRect(x, y, w, h);
        g.setStroke(positive ? POSITIVE : NEGATIVE);
        g.setLineWidth(2.25);
        g.strokeRect(x, y, w, h);
        if (!positive) {
            g.strokeLine(x, y, x + w, y + h);
        }
    }

    /** The border of the patches that the engine counts as marked, and of those it counts as not meant. */
    public static void drawUnderstood(GraphicsContext g, Viewport view, Answer answer) {
        PatchGrid grid = answer.result().grid();
        for (int sign : new int[] {1, -1}) {
            for (PatchOutline.Line line : PatchOutline.of(grid, answer.result().region(), sign)) {
                double x0 = view.toViewX(line.x0() * view.photoWidth() / grid.columns());
                double y0 = view.toViewY(line.y0() * view.photoHeight() / grid.rows());
                double x1 = view.toViewX(line.x1() * view.photoWidth() / grid.columns());
                double y1 = view.toViewY(line.y1() * view.photoHeight() / grid.rows());
                g.setLineCap(StrokeLineCap.BUTT);
                g.setLineDashes();
                g.setStroke(RIM);
                g.setLineWidth(3);
                g.strokeLine(x0, y0, x1, y1);
                g.setStroke(sign > 0 ? UNDERSTOOD : NEGATIVE);
                g.setLineWidth(1.5);
                g.setLineDashes(5, 3);
                g.strokeLine(x0, y0, x1, y1);
            }
        }
        g.setLineDashes();
    }

    /** A box in pixels of the view, in the colour of what the engine found. */
    public static void drawBox(GraphicsContext g, double x, double y, double width, double height, boolean dashed) {
        g.setLineDashes();
        g.setStroke(RIM);
        g.setLineWidth(dashed ? 3.5 : 4.5);
        g.strokeRect(x, y, width, height);
        g.setStroke(UNDERSTOOD);
        g.setLineWidth(dashed ? 1.5 : 2.5);
        if (dashed) {
            g.setLineDashes(7, 5);
        }
        g.strokeRect(x, y, width, height);
        g.setLineDashes();
    }

    /** The pointer of those who draw by keys. */
    static void drawCross(GraphicsContext g, double x, double y) {
        g.setLineDashes();
        for (int pass = 0; pass < 2; pass++) {
            g.setStroke(pass == 0 ? RIM : Color.WHITE);
            g.setLineWidth(pass == 0 ? 4 : 1.5);
            g.strokeLine(x - 12, y, x + 12, y);
            g.strokeLine(x, y - 12, x, y + 12);
        }
    }

    public static void drawBrush(GraphicsContext g, double x, double y, double radius) {
        g.setLineDashes();
        g.setStroke(RIM);
        g.setLineWidth(3);
        g.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
        g.setStroke(Color.WHITE);
        g.setLineWidth(1.25);
        g.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }
}
