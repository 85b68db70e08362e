package io.manako.app.viewer;

import io.manako.app.query.Viewport;
import io.manako.engine.store.PhotoRegion;
import io.manako.engine.store.PhotoTag;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** The parts of a photo that have a tag, each a box with the tag's name above it; readable on any photo. */
final class TaggedPlaces {
    private static final Color DARK = Color.rgb(0, 0, 0, 0.7);
    private static final Color LIGHT = Color.WHITE;
    private static final Font LETTERS = Font.font(13);
    private static final double PADDING = 5;

    private TaggedPlaces() {}

    /** @param width of the photo in pixels, as is {@code height} */
    static void draw(GraphicsContext g, Viewport view, int width, int height, List<PhotoTag> tags) {
        for (PhotoTag tag : tags) {
            PhotoRegion region = tag.region();
            if (region != null) {
                double left = view.toViewX(region.left() * width);
                double top = view.toViewY(region.top() * height);
                double right = view.toViewX((region.left() + region.width()) * width);
                double bottom = view.toViewY((region.top() + region.height()) * height);
                box(g, left, top, right - left, bottom - top);
                name(g, left, top, tag.tag().text());
            }
        }
    }

    private static void box(GraphicsContext g, double x, double y, double width, double height) {
        g.setLineDashes();
        g.setStroke(DARK);
        g.setLineWidth(4);
        g.strokeRect(x, y, width, height);
        g.setStroke(LIGHT);
        g.setLineWidth(1.5);
        g.strokeRect(x, y, width, height);
    }

    /** Above the box, or within it where there is no room. */
    private static void name(GraphicsContext g, double x, double y, String name) {
        Text measured = new Text(name);
        measured.setFont(LETTERS);
        double width = measured.getLayoutBounds().getWidth() + 2 * PADDING;
        double height = measured.getLayoutBounds().getHeight() + PADDING;
        double top = y >= height ? y - height : y;
        g.setFill(DARK);
        g.fillRect(x, top, width, height);
        g.setFill(LIGHT);
        g.setFont(LETTERS);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(name, x + PADDING, top + height / 2);
    }
}
