package io.manako.app.query;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.Pictures;
import io.manako.app.gallery.QuerySession;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Ticket;
import java.util.List;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The query photo and what is drawn on it. The photo has a canvas of its own, which is drawn anew only when the view
 * moves; marks are drawn on the canvas above. The left button draws, the right one marks "not this", the middle one or
 * the left one with Space moves the photo, the wheel zooms at the pointer. The keyboard alone can do all of that, too.
 */
public final class PhotoCanvas extends Region {
    /** How near, in pixels of the screen, a pointer touches a mark, and how long a box's side must be. */
    private static final double REACH = 5;

    private final QueryViewModel query;
    private final Background background;
    private final Canvas photo = new Canvas();
    private final Canvas marks = new Canvas();
    private final Ink ink = new Ink();
    private List<Image> pyramid = List.of();
    private Viewport view = Viewport.fit(1, 1, 1, 1);
    private Ticket preparing = new Ticket();
    private boolean spaceDown;
    private boolean panning;
    private boolean byKeys;
    private double pointerX = -1;
    private double pointerY = -1;

    public PhotoCanvas(QueryViewModel query, Background background) {
        this.query = query;
        this.background = background;
        setId("query-canvas");
        getStyleClass().add("query-canvas");
        setFocusTraversable(true);
        photo.setMouseTransparent(true);
        marks.setMouseTransparent(true);
        getChildren().addAll(photo, marks);

        query.sessionProperty().addListener((observable, old, session) -> onSession(session));
        query.drawingProperty().addListener(observable -> drawMarks());
        query.answerProperty().addListener(observable -> drawMarks());
        query.outlineVisibleProperty().addListener(observable -> drawMarks());
        query.brushProperty().addListener(observable -> drawMarks());
        query.toolProperty().addListener(observable -> {
            showCursor();
            drawMarks();
        });
        showCursor();

        setOnMousePressed(this::onPressed);
        setOnMouseDragged(this::onDragged);
        setOnMouseReleased(this::onReleased);
        setOnMouseMoved(event -> {
            byKeys = false;
            point(event.getX(), event.getY());
            showCursor();
        });
        setOnMouseExited(event -> point(-1, -1));
        setOnScroll(this::onScroll);
        setOnZoom(this::onZoom);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> onKey(event, true));
        addEventHandler(KeyEvent.KEY_RELEASED, event -> onKey(event, false));
        focusedProperty().addListener((observable, was, is) -> {
            if (!is) {
                spaceDown = false;
                showCursor();
            }
        });
    }

    private void onSession(@Nullable QuerySession session) {
        preparing.cancel();
        pyramid = List.of();
        if (session == null) {
            drawPhoto();
            return;
        }
        view = Viewport.fit(session.width(), session.height(), getWidth(), getHeight());
        preparing = background.run(
                Lane.PICTURES,
                () -> Pictures.pyramid(session.picture()),
                levels -> {
                    pyramid = levels;
                    drawPhoto();
                },
                failure -> {});
        drawPhoto();
    }

    /** Where the photo lies in this view. */
    public Viewport viewport() {
        return view;
    }

    public void fit() {
        show(Viewport.fit(view.photoWidth(), view.photoHeight(), getWidth(), getHeight()));
    }

    /** Zooms at the pointer, or at the middle where the pointer is elsewhere. */
    public void zoom(double factor) {
        boolean inside = pointerX >= 0;
        show(view.zoomAt(inside ? pointerX : getWidth() / 2, inside ? pointerY : getHeight() / 2, factor));
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
        if (query.sessionProperty().get() == null) {
            return;
        }
        Answer answer = query.answerProperty().get();
        ink.draw(g, view, query.drawingProperty().get());
        if (query.toolProperty().get() == Tool.BOX && !spaceDown && !panning) {
            Ink.drawHandles(g, view, query.drawingProperty().get());
        }
        if (answer != null && query.outlineVisibleProperty().get()) {
            Ink.drawUnderstood(g, view, answer);
        }
        if (pointerX >= 0 && paints() && !spaceDown && !panning) {
            Ink.drawBrush(g, pointerX, pointerY, query.brushRadius() * view.scale());
        }
        if (byKeys) {
            Ink.drawCross(g, pointerX, pointerY);
        }
    }

    private boolean paints() {
        return query.toolProperty().get() == Tool.BRUSH || query.toolProperty().get() == Tool.ERASER;
    }

    private void showCursor() {
        boolean hand = spaceDown || panning || query.toolProperty().get() == Tool.HAND;
        setCursor(panning ? Cursor.CLOSED_HAND : hand ? Cursor.OPEN_HAND : paints() ? Cursor.NONE : ofGrip());
    }

    /** The pointer says whether it would draw anew, move or resize. */
    private Cursor ofGrip() {
        Grip grip = pointerX < 0 ? null : query.gripAt(view.toPhotoX(pointerX), view.toPhotoY(pointerY), reach());
        if (grip == null) {
            return Cursor.CROSSHAIR;
        }
        return switch (3 * grip.down() + grip.across()) {
            case -4 -> Cursor.NW_RESIZE;
            case -3 -> Cursor.N_RESIZE;
            case -2 -> Cursor.NE_RESIZE;
            case -1 -> Cursor.W_RESIZE;
            case 1 -> Cursor.E_RESIZE;
            case 2 -> Cursor.SW_RESIZE;
            case 3 -> Cursor.S_RESIZE;
            case 4 -> Cursor.SE_RESIZE;
            default -> Cursor.MOVE;
        };
    }

    private double reach() {
        return REACH / view.scale();
    }

    private void point(double x, double y) {
        pointerX = x;
        pointerY = y;
        if (paints()) {
            drawMarks();
        }
    }

    private void onPressed(MouseEvent event) {
        requestFocus();
        point(event.getX(), event.getY());
        boolean moves = event.getButton() == MouseButton.MIDDLE
                || event.getButton() == MouseButton.PRIMARY
                        && (spaceDown || query.toolProperty().get() == Tool.HAND);
        if (moves) {
            panning = true;
            showCursor();
        } else if (!query.isDrawing()) {
            query.press(
                    view.toPhotoX(event.getX()),
                    view.toPhotoY(event.getY()),
                    reach(),
                    event.getButton() == MouseButton.SECONDARY || event.isShiftDown());
        }
        event.consume();
    }

    private void onDragged(MouseEvent event) {
        if (panning) {
            show(view.panBy(event.getX() - pointerX, event.getY() - pointerY));
        } else {
            query.drag(view.toPhotoX(event.getX()), view.toPhotoY(event.getY()));
        }
        point(event.getX(), event.getY());
        event.consume();
    }

    private void onReleased(MouseEvent event) {
        if (panning) {
            panning = false;
            showCursor();
        } else {
            query.release();
        }
        event.consume();
    }

    private void onScroll(ScrollEvent event) {
        if (event.getDeltaY() != 0 && !event.isInertia()) {
            show(view.zoomAt(event.getX(), event.getY(), Math.pow(1.2, event.getDeltaY() / 40)));
        }
        event.consume();
    }

    private void onZoom(ZoomEvent event) {
        show(view.zoomAt(event.getX(), event.getY(), event.getZoomFactor()));
        event.consume();
    }

    private void onKey(KeyEvent event, boolean pressed) {
        if (event.getCode() == KeyCode.SPACE) {
            spaceDown = pressed;
            showCursor();
            drawMarks();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && pressed) {
            query.cancelStroke();
            event.consume();
        } else if (pressed && event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
            pressOrReleaseByKey(event.isShiftDown());
            event.consume();
        } else if (pressed && event.getCode().isArrowKey()) {
            onArrow(event);
            event.consume();
        }
    }

    /** Arrow keys move a cross, which is a pointer for those without a mouse; with Ctrl they move the photo. */
    private void onArrow(KeyEvent event) {
        double step = event.isShiftDown() || event.isShortcutDown() ? 40 : 8;
        double dx = event.getCode() == KeyCode.LEFT ? -step : event.getCode() == KeyCode.RIGHT ? step : 0;
        double dy = event.getCode() == KeyCode.UP ? -step : event.getCode() == KeyCode.DOWN ? step : 0;
        if (event.isShortcutDown()) {
            show(view.panBy(-dx, -dy));
            return;
        }
        if (!byKeys) {
            byKeys = true;
            if (pointerX < 0) {
                pointerX = getWidth() / 2;
                pointerY = getHeight() / 2;
            }
        }
        pointerX = Math.clamp(pointerX + dx, 0, getWidth());
        pointerY = Math.clamp(pointerY + dy, 0, getHeight());
        query.drag(view.toPhotoX(pointerX), view.toPhotoY(pointerY));
        drawMarks();
    }

    private void pressOrReleaseByKey(boolean inverted) {
        if (query.isDrawing()) {
            query.release();
        } else if (byKeys) {
            query.press(view.toPhotoX(pointerX), view.toPhotoY(pointerY), reach(), inverted);
            // A point is put down at once; a box, a line or a mark that is moved goes on until Enter lifts the tool.
            Tool tool = query.toolProperty().get();
            if ((tool == Tool.POINT || tool == Tool.NEGATIVE) && !query.isMoving()) {
                query.release();
            }
        }
    }
}
