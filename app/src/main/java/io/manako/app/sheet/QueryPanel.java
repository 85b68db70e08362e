package io.manako.app.sheet;

import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.prompt.Prompt;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** The photo that was asked with: what is marked stays bright, what is not marked is dimmed. */
final class QueryPanel {
    private static final float REGION_THRESHOLD = 0.5f;

    private final Sheet.Query query;
    private final Rectangle place;

    /** @param frame where the photo may stand; it is drawn as large as fits, in the middle */
    QueryPanel(Sheet.Query query, Rectangle frame) {
        this.query = query;
        this.place = Pictures.fit(query.width(), query.height(), frame);
    }

    void draw(Graphics2D g, PatchGrid grid, float[] region) {
        Pictures.draw(g, Pictures.toImage(query.picture()), place);
        if (query.prompts().isEmpty()) {
            return;
        }
        Shape clip = g.getClip();
        g.clip(place);
        g.drawImage(dimming(), place.x, place.y, null);
        outline(g, patches(grid, region, 1), Palette.THIS);
        outline(g, patches(grid, region, -1), Palette.NOT_THIS);
        query.prompts().forEach(prompt -> mark(g, prompt));
        g.setClip(clip);
    }

    Rectangle place() {
        return place;
    }

    /** A dark sheet with holes where the prompts are. */
    private BufferedImage dimming() {
        BufferedImage dark = new BufferedImage(place.width, place.height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = dark.createGraphics();
        SheetRenderer.smooth(g);
        boolean anyPositive = query.prompts().stream().anyMatch(p -> p.polarity() == Polarity.POSITIVE);
        g.translate(-place.x, -place.y);
        g.setColor(Palette.DIM);
        if (anyPositive) {
            g.fill(place);
        }
        g.setComposite(AlphaComposite.DstOut);
        g.setColor(Color.BLACK);
        query.prompts().stream().filter(p -> p.polarity() == Polarity.POSITIVE).forEach(p -> fill(g, p, Color.BLACK));
        query.prompts().stream().filter(p -> p.polarity() == Polarity.NEGATIVE).forEach(p -> {
            g.setComposite(AlphaComposite.DstOut);
            fill(g, p, Color.BLACK);
            g.setComposite(AlphaComposite.SrcOver);
            fill(g, p, Palette.DIM);
        });
        g.dispose();
        return dark;
    }

    private void fill(Graphics2D g, Prompt prompt, Color colour) {
        g.setColor(colour);
        switch (prompt) {
            case Box box -> g.fill(rectangle(box));
            case Point point -> g.fill(disc(point, Math.max(place.width, place.height) * 0.05));
            case Mask mask -> g.drawImage(stencil(mask, colour), place.x, place.y, place.width, place.height, null);
        }
    }

    private void mark(Graphics2D g, Prompt prompt) {
        boolean positive = prompt.polarity() == Polarity.POSITIVE;
        Color colour = positive ? Color.WHITE : Palette.NOT_THIS;
        switch (prompt) {
            case Box box -> haloed(g, rectangle(box), colour, positive ? solid(2.5f) : dashed(2.5f));
            case Point point -> {
                g.setColor(Palette.HALO);
                g.fill(disc(point, 11));
                g.setColor(colour);
                g.fill(disc(point, 9));
                g.setColor(positive ? Palette.INK : Color.WHITE);
                g.setStroke(new BasicStroke(2.5f));
                double x = x(point.x());
                double y = y(point.y());
                Path2D sign = new Path2D.Double();
                sign.moveTo(x - 5, y);
                sign.lineTo(x + 5, y);
                if (positive) {
                    sign.moveTo(x, y - 5);
                    sign.lineTo(x, y + 5);
                }
                g.draw(sign);
            }
            case Mask mask -> {
                // The bright hole in the dimming shows a mask better than any line.
            }
        }
    }

    private static void outline(Graphics2D g, Shape shape, Color colour) {
        haloed(g, shape, colour, solid(1.5f));
    }

    static void haloed(Graphics2D g, Shape shape, Color colour, BasicStroke stroke) {
        g.setColor(Palette.HALO);
        g.setStroke(new BasicStroke(stroke.getLineWidth() + 2));
        g.draw(shape);
        g.setColor(colour);
        g.setStroke(stroke);
        g.draw(shape);
    }

    static BasicStroke solid(float width) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    }

    private static BasicStroke dashed(float width) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {8, 6}, 0);
    }

    /** The border between patches that take part and their neighbours that do not. */
    private Path2D patches(PatchGrid grid, float[] region, int sign) {
        Path2D border = new Path2D.Double();
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                if (!inside(grid, region, sign, row, column)) {
                    continue;
                }
                double left = place.x + (double) column * place.width / grid.columns();
                double right = place.x + (double) (column + 1) * place.width / grid.columns();
                double top = place.y + (double) row * place.height / grid.rows();
                double bottom = place.y + (double) (row + 1) * place.height / grid.rows();
                line(border, !inside(grid, region, sign, row - 1, column), left, top, right, top);
                line(border, !inside(grid, region, sign, row + 1, column), left, bottom, right, bottom);
                line(border, !inside(grid, region, sign, row, column - 1), left, top, left, bottom);
                line(border, !inside(grid, region, sign, row, column + 1), right, top, right, bottom);
            }
        }
        return border;
    }

    private static void line(Path2D path, boolean wanted, double x1, double y1, double x2, double y2) {
        if (wanted) {
            path.moveTo(x1, y1);
            path.lineTo(x2, y2);
        }
    }

    private static boolean inside(PatchGrid grid, float[] region, int sign, int row, int column) {
        return row >= 0
                && row < grid.rows()
                && column >= 0
                && column < grid.columns()
                && sign * region[row * grid.columns() + column] >= REGION_THRESHOLD;
    }

    private static BufferedImage stencil(Mask mask, Color colour) {
        BufferedImage image = new BufferedImage(mask.width(), mask.height(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                image.setRGB(x, y, mask.inside()[y * mask.width() + x] ? colour.getRGB() : 0);
            }
        }
        return image;
    }

    private Shape rectangle(Box box) {
        return new Rectangle2D.Double(
                x(box.x()), y(box.y()), x(box.x() + box.width()) - x(box.x()), y(box.y() + box.height()) - y(box.y()));
    }

    private Shape disc(Point point, double radius) {
        return new Ellipse2D.Double(x(point.x()) - radius, y(point.y()) - radius, 2 * radius, 2 * radius);
    }

    private double x(double photo) {
        return place.x + photo * place.width / query.width();
    }

    private double y(double photo) {
        return place.y + photo * place.height / query.height();
    }
}
