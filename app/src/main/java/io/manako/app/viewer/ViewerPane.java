package io.manako.app.viewer;

import io.manako.app.gallery.LargePicture;
import io.manako.app.gallery.Pictures;
import io.manako.app.query.Ink;
import io.manako.app.query.Tool;
import io.manako.app.query.Viewport;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Ticket;
import java.util.List;
import javafx.beans.value.ObservableObjectValue;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The photo of the viewer. The wheel zooms at the pointer, the middle button or the left one with Space moves the photo,
 * the left one draws with the tool that is chosen, the right one marks "not this".
 */
final class ViewerPane extends Region {
    /** How near, in pixels of the screen, a pointer touches a mark, and how long a box's side must be. */
    private static final double REACH = 5;

    private final ViewerViewModel viewer;
    private final ObservableObjectValue<Tool> tool;
    private final Background background;
    private final Canvas photo = new Canvas();
    private final Canvas marks = new Canvas();
    private final Ink ink = new Ink();
    private List<Image> pyramid = List.of();
    private Viewport view = Viewport.fit(1, 1, 1, 1);
    private Ticket preparing = new Ticket();
    private boolean spaceDown;
    private boolean panning;
    private double pointerX = -1;
    private double pointerY = -1;

    ViewerPane(ViewerViewModel viewer, ObservableObjectValue<Tool> tool, Background background) {
        this.viewer = viewer;
        this.tool = tool;
        this.background = background;
        setId("viewer-photo");
        photo.setMouseTransparent(true);
        marks.setMouseTransparent(true);
        getChildren().addAll(photo, marks);
        viewer.pictureProperty().addListener((observable, old, picture) -> onPicture(picture));
        viewer.drawingProperty().addListener(observable -> drawMarks());
        tool.addListener(observable -> {
            showCursor();
            drawMarks();
        });
        setOnMouseMoved(event -> point(event.getX(), event.getY()));
        setOnMouseExited(event -> point(-1, -1));
        setOnMousePressed(this::onPressed);
        setOnMouseDragged(this::onDragged);
        setOnMouseReleased(this::onReleased);
        setOnScroll(this::onScroll);
        setOnZoom(event -> show(view.zoomAt(event.getX(), event.getY(), event.getZoomFactor())));
        showCursor();
    }

    /** Shows a small picture of the photo, until it is decoded or since it cannot be. */
    void showSmall(@Nullable Image small) {
        preparing.cancel();
        pyramid = small == null ? List.of() : List.of(small);
        view = small == null
                ? Viewport.fit(1, 1, getWidth(), getHeight())
                : Viewport.fit(small.getWidth(), small.getHeight(), getWidth(), getHeight());
        drawPhoto();
    }

    private void onPicture(@Nullable LargePicture picture) {
        preparing.cancel();
        if (picture == null) {
            return;
        }
        preparing = background.run(
                Lane.PICTURES,
                () -> Pictures.pyramid(picture.pixels()),
                levels -> {
                    pyramid = levels;
                    drawPhoto();
                },
                failure -> {});
        show(Viewport.fit(picture.width(), picture.height(), getWidth(), getHeight()));
    }

    /** Where the photo lies in this view. */
    Viewport viewport() {
        return view;
    }

    void fit() {
        show(Viewport.fit(view.photoWidth(), view.photoHeight(), getWidth(), getHeight()));
    }

    /** Zooms at the middle. */
    void zoom(double factor) {
        show(view.zoomAt(getWidth() / 2, getHeight() / 2, factor));
    }

    void pan(double dx, double dy) {
        show(view.panBy(dx, dy));
    }

    /** While Space is held the left button moves the photo. */
    void holdSpace(boolean down) {
        spaceDown = down;
        showCursor();
    }

    private void show(Viewport next) {
        view = next;
        drawPhoto();
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

    private void drawPhoto() {
        GraphicsContext g = photo.getGraphicsContext2D();
        g.clearRect(0, 0, photo.getWidth(), photo.getHeight());
        double density = getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getRenderScaleX();
        Ink.drawPhoto(g, view, pyramid, density);
        drawMarks();
    }

    private void drawMarks() {
        GraphicsContext g = marks.getGraphicsContext2D();
        g.clearRect(0, 0, marks.getWidth(), marks.getHeight());
        ink.draw(g, view, viewer.drawingProperty().get());
        if (paints() && pointerX >= 0) {
            Ink.drawBrush(g, pointerX, pointerY, viewer.brushRadius() * view.scale());
        }
    }

    private boolean paints() {
        return tool.get() == Tool.BRUSH && !moves() && !panning;
    }

    private void point(double x, double y) {
        pointerX = x;
        pointerY = y;
        if (paints()) {
            drawMarks();
        }
    }

    private boolean moves() {
        return spaceDown || !viewer.draws();
    }

    private void showCursor() {
        setCursor(
                panning ? Cursor.CLOSED_HAND : moves() ? Cursor.OPEN_HAND : paints() ? Cursor.NONE : Cursor.CROSSHAIR);
    }

    private void onPressed(MouseEvent event) {
        point(event.getX(), event.getY());
        if (event.getButton() == MouseButton.MIDDLE || event.getButton() == MouseButton.PRIMARY && moves()) {
            panning = true;
            showCursor();
        } else {
            viewer.press(
                    view.toPhotoX(pointerX),
                    view.toPhotoY(pointerY),
                    REACH / view.scale(),
                    event.getButton() == MouseButton.SECONDARY || event.isShiftDown());
        }
        event.consume();
    }

    private void onDragged(MouseEvent event) {
        if (panning) {
            pan(event.getX() - pointerX, event.getY() - pointerY);
        } else {
            viewer.drag(view.toPhotoX(event.getX()), view.toPhotoY(event.getY()));
        }
        point(event.getX(), event.getY());
        event.consume();
    }

    private void onReleased(MouseEvent event) {
        if (panning) {
            panning = false;
            showCursor();
        } else {
            viewer.release();
        }
        event.consume();
    }

    private void onScroll(ScrollEvent event) {
        if (event.getDeltaY() != 0 && !event.isInertia()) {
            show(view.zoomAt(event.getX(), event.getY(), Math.pow(1.2, event.getDeltaY() / 40)));
        }
        event.consume();
    }
}
