package io.manako.app.query;

import io.manako.app.gallery.Pictures;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Ticket;
import io.manako.engine.photo.Raster;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

/**
 * A photo to look at closely and to draw on. The photo has a canvas of its own, which is drawn anew only when the view
 * moves; marks are drawn on the canvas above. The left button draws, the right one marks "not this", the middle one or
 * the left one with Space moves the photo, the wheel zooms at the pointer.
 */
public abstract class PhotoPane extends Region {
    /** How near, in pixels of the screen, a pointer touches a mark, and how long a box's side must be. */
    private static final double REACH = 5;

    private final Background background;
    private final Canvas photo = new Canvas();
    private final Canvas marks = new Canvas();
    private List<Image> pyramid = List.of();
    private Viewport view = Viewport.fit(1, 1, 1, 1);
    private Ticket preparing = new Ticket();
    private boolean spaceDown;
    private boolean panning;
    private double pointerX = -1;
    private double pointerY = -1;

    protected PhotoPane(Background background) {
        this.background = background;
        photo.setMouseTransparent(true);
        marks.setMouseTransparent(true);
        getChildren().addAll(photo, marks);
        setOnMousePressed(this::onPressed);
        setOnMouseDragged(this::onDragged);
        setOnMouseReleased(this::onReleased);
        setOnMouseMoved(event -> onMoved(event.getX(), event.getY()));
        setOnMouseExited(event -> point(-1, -1));
        setOnScroll(this::onScroll);
        setOnZoom(event -> {
            zoomAt(event.getX(), event.getY(), event.getZoomFactor());
            event.consume();
        });
    }

    /** Draws the marks, through {@link #viewport}, on a canvas that is empty. */
    protected abstract void draw(GraphicsContext g);

    /** Whether the tool that is chosen moves the photo instead of drawing. */
    protected abstract boolean isHand();

    /** Whether the tool that is chosen is a brush, whose size is shown at the pointer. */
    protected abstract boolean isBrush();

    /** What the pointer looks like where it draws, and is no brush. */
    protected abstract Cursor pen();

    /** The pointer goes down to draw, in photo pixels. */
    protected abstract void press(double x, double y, double reach, boolean inverted);

    protected abstract void drag(double x, double y);

    protected abstract void release();

    /**
     * Shows a photo, fitted, as soon as its picture is scaled.
     *
     * @param width pixels of the photo: the coordinates of marks
     * @param picture perhaps smaller, of the same aspect; may block
     */
    protected final void showPhoto(double width, double height, Callable<Raster> picture) {
        preparing.cancel();
        preparing = background.run(
                Lane.PICTURES,
                () -> Pictures.pyramid(picture.call()),
                levels -> {
                    pyramid = levels;
                    redraw();
                },
                failure -> {});
        show(Viewport.fit(width, height, getWidth(), getHeight()));
    }

    /** Shows a picture that is at hand, at once. */
    protected final void showPicture(Image picture) {
        preparing.cancel();
        pyramid = List.of(picture);
        show(Viewport.fit(picture.getWidth(), picture.getHeight(), getWidth(), getHeight()));
    }

    protected final void showNothing() {
        preparing.cancel();
        pyramid = List.of();
        show(Viewport.fit(1, 1, getWidth(), getHeight()));
    }

    /** Where the photo lies in this view. */
    public final Viewport viewport() {
        return view;
    }

    public final void fit() {
        show(Viewport.fit(view.photoWidth(), view.photoHeight(), getWidth(), getHeight()));
    }

    /** Zooms at the pointer, or at the middle where the pointer is elsewhere. */
    public final void zoom(double factor) {
        boolean inside = pointerX >= 0;
        zoomAt(inside ? pointerX : getWidth() / 2, inside ? pointerY : getHeight() / 2, factor);
    }

    private void zoomAt(double x, double y, double factor) {
        show(view.zoomAt(x, y, factor));
    }

    public final void pan(double dx, double dy) {
        show(view.panBy(dx, dy));
    }

    private void show(Viewport next) {
        view = next;
        redraw();
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        double h = getHeight();
        if (photo.getWidth() != w || photo.getHeight() != h) {
            for (Canvas canvas : List.of(photo, marks)) {
                canvas.setWidth(w);
                canvas.setHeight(h);
            }
            show(view.resized(w, h));
        }
    }

    private void redraw() {
        GraphicsContext g = photo.getGraphicsContext2D();
        g.clearRect(0, 0, photo.getWidth(), photo.getHeight());
        double density = getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getRenderScaleX();
        Ink.drawPhoto(g, view, pyramid, density);
        redrawMarks();
    }

    /** After a change of the marks or the tool. */
    protected final void redrawMarks() {
        GraphicsContext g = marks.getGraphicsContext2D();
        g.clearRect(0, 0, marks.getWidth(), marks.getHeight());
        draw(g);
    }

    /** Draws the brush around the pointer, where it would paint. */
    protected final void drawBrush(GraphicsContext g, double radius) {
        if (pointerX >= 0 && isBrush() && !isMoving()) {
            Ink.drawBrush(g, pointerX, pointerY, radius * view.scale());
        }
    }

    /** Whether the photo moves, or would with the next press. */
    protected final boolean isMoving() {
        return spaceDown || panning || isHand();
    }

    /** While Space is held the left button moves the photo. */
    public final void holdSpace(boolean down) {
        spaceDown = down;
        showCursor();
        redrawMarks();
    }

    protected final void showCursor() {
        if (panning) {
            setCursor(Cursor.CLOSED_HAND);
        } else {
            setCursor(isMoving() ? Cursor.OPEN_HAND : isBrush() ? Cursor.NONE : pen());
        }
    }

    /** How near a pointer touches a mark, in photo pixels. */
    protected final double reach() {
        return REACH / view.scale();
    }

    /** In pixels of the view; less than 0 where the pointer is elsewhere. */
    protected final double pointerX() {
        return pointerX;
    }

    protected final double pointerY() {
        return pointerY;
    }

    /** Puts the pointer somewhere. */
    protected final void point(double x, double y) {
        pointerX = x;
        pointerY = y;
        if (isBrush()) {
            redrawMarks();
        }
    }

    /** The mouse moves, no button held. */
    protected void onMoved(double x, double y) {
        point(x, y);
        showCursor();
    }

    private void onPressed(MouseEvent event) {
        requestFocus();
        point(event.getX(), event.getY());
        boolean moves = event.getButton() == MouseButton.MIDDLE
                || event.getButton() == MouseButton.PRIMARY && (spaceDown || isHand());
        if (moves) {
            panning = true;
            showCursor();
        } else {
            press(
                    view.toPhotoX(event.getX()),
                    view.toPhotoY(event.getY()),
                    reach(),
                    event.getButton() == MouseButton.SECONDARY || event.isShiftDown());
        }
        event.consume();
    }

    private void onDragged(MouseEvent event) {
        if (panning) {
            pan(event.getX() - pointerX, event.getY() - pointerY);
        } else {
            drag(view.toPhotoX(event.getX()), view.toPhotoY(event.getY()));
        }
        point(event.getX(), event.getY());
        event.consume();
    }

    private void onReleased(MouseEvent event) {
        if (panning) {
            panning = false;
            showCursor();
        } else {
            release();
        }
        event.consume();
    }

    private void onScroll(ScrollEvent event) {
        if (event.getDeltaY() != 0 && !event.isInertia()) {
            zoomAt(event.getX(), event.getY(), Math.pow(1.2, event.getDeltaY() / 40));
        }
        event.consume();
    }
}
