package io.manako.app.gallery;

import io.manako.engine.prompt.Box;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A picture fitted into the space there is, with a heat map over it and a box on it. Its corners are square: a clip that
 * rounds them sends every tile through a picture of its own, and so does a fill with a pattern.
 */
public final class PictureFrame extends Region {
    private final ImageView picture = new ImageView();
    private final ImageView heat = new ImageView();
    private final FontIcon missing = new FontIcon("mdi2i-image-off-outline");
    private final Rectangle halo = new Rectangle();
    private final Rectangle outline = new Rectangle();

    private @Nullable Box box;
    private double photoWidth = 1;
    private double photoHeight = 1;

    public PictureFrame() {
        getStyleClass().add("picture-frame");
        for (ImageView view : new ImageView[] {picture, heat}) {
            view.setManaged(false);
            view.setSmooth(true);
        }
        halo.getStyleClass().add("match-halo");
        outline.getStyleClass().add("match-box");
        for (Rectangle rectangle : new Rectangle[] {halo, outline}) {
            rectangle.setManaged(false);
            rectangle.setVisible(false);
        }
        missing.getStyleClass().add("picture-missing");
        missing.setManaged(false);
        missing.setVisible(false);
        getChildren().addAll(missing, picture, heat, halo, outline);
        setMouseTransparent(true);
    }

    /** Shows a picture, or nothing while it is on its way. */
    public void setPicture(@Nullable Image image) {
        missing.setVisible(false);
        picture.setImage(image);
        requestLayout();
    }

    /** Shows the picture that was loaded; where there is none, as the file cannot be read any more, a sign for that. */
    public void setLoaded(@Nullable Image image) {
        setPicture(image);
        missing.setVisible(image == null);
    }

    public @Nullable Image getPicture() {
        return picture.getImage();
    }

    public void setHeat(@Nullable Image image) {
        heat.setImage(image);
        requestLayout();
    }

    /** The view of the heat map, for its opacity and visibility. */
    public ImageView heat() {
        return heat;
    }

    /** A box in pixels of a photo of the given size, or null for none. */
    public void setBox(@Nullable Box value, double width, double height) {
        box = value;
        photoWidth = Math.max(1, width);
        photoHeight = Math.max(1, height);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        double h = getHeight();
        Image image = picture.getImage();
        if (image == null || w <= 0 || h <= 0) {
            missing.relocate((w - missing.prefWidth(-1)) / 2, (h - missing.prefHeight(-1)) / 2);
            halo.setVisible(false);
            outline.setVisible(false);
            return;
        }
        double scale = Math.min(w / image.getWidth(), h / image.getHeight());
        double pw = Math.max(1, snapSizeX(image.getWidth() * scale));
        double ph = Math.max(1, snapSizeY(image.getHeight() * scale));
        double x = snapPositionX((w - pw) / 2);
        double y = snapPositionY((h - ph) / 2);
        // A single row of pixels has no next one to mix with, and would fade out.
        picture.setSmooth(Math.min(image.getWidth(), image.getHeight()) > 1);
        for (ImageView view : new ImageView[] {picture, heat}) {
            view.setFitWidth(pw);
            view.setFitHeight(ph);
            view.relocate(x, y);
        }
        layoutBox(x, y, pw, ph);
    }

    private void layoutBox(double x, double y, double pw, double ph) {
        Box shown = box;
        halo.setVisible(shown != null);
        outline.setVisible(shown != null);
        if (shown == null) {
            return;
        }
        double sx = pw / photoWidth;
        double sy = ph / photoHeight;
        // Inset, so that a window as large as the photo still shows all four sides.
        double left = Math.clamp(shown.x() * sx, 2, Math.max(2, pw - 6));
        double top = Math.clamp(shown.y() * sy, 2, Math.max(2, ph - 6));
        double right = Math.clamp((shown.x() + shown.width()) * sx, left + 4, Math.max(left + 4, pw - 2));
        double bottom = Math.clamp((shown.y() + shown.height()) * sy, top + 4, Math.max(top + 4, ph - 2));
        for (Rectangle rectangle : new Rectangle[] {halo, outline}) {
            // On the middle of screen pixels, so that the line is sharp.
            rectangle.setX(Math.floor(x + left) + 0.5);
            rectangle.setY(Math.floor(y + top) + 0.5);
            rectangle.setWidth(Math.round(right - left));
            rectangle.setHeight(Math.round(bottom - top));
        }
    }
}
