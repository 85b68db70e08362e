package io.manako.app.query;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.QuerySession;
import io.manako.app.task.Background;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The query photo and what is drawn on it, with the mouse or with the keyboard alone. */
public final class PhotoCanvas extends PhotoPane {
    private final QueryViewModel query;
    private final Ink ink = new Ink();
    private boolean byKeys;

    public PhotoCanvas(QueryViewModel query, Background background) {
        super(background);
        this.query = query;
        setId("query-canvas");
        getStyleClass().add("query-canvas");
        setFocusTraversable(true);

        query.sessionProperty().addListener((observable, old, session) -> onSession(session));
        query.marks().drawingProperty().addListener(observable -> redrawMarks());
        query.answerProperty().addListener((observable, old, now) -> {
            if (now == null || !now.understandsLike(old)) {
                redrawMarks();
            }
        });
        query.outlineVisibleProperty().addListener(observable -> redrawMarks());
        query.marks().brushProperty().addListener(observable -> redrawMarks());
        query.marks().toolProperty().addListener(observable -> {
            showCursor();
            redrawMarks();
        });
        showCursor();

        addEventHandler(KeyEvent.KEY_PRESSED, event -> onKey(event, true));
        addEventHandler(KeyEvent.KEY_RELEASED, event -> onKey(event, false));
        focusedProperty().addListener((observable, was, is) -> {
            if (!is) {
                holdSpace(false);
            }
        });
    }

    private void onSession(@Nullable QuerySession session) {
        showNothing();
        if (session != null) {
            showPhoto(session.width(), session.height(), session::picture);
        }
    }

    @Override
    protected void draw(GraphicsContext g) {
        if (query.sessionProperty().get() == null) {
            return;
        }
        Answer answer = query.answerProperty().get();
        ink.draw(g, viewport(), query.marks().drawingProperty().get());
        if (query.marks().toolProperty().get() == Tool.BOX && !isMoving()) {
            Ink.drawHandles(g, viewport(), query.marks().drawingProperty().get());
        }
        if (answer != null && query.outlineVisibleProperty().get()) {
            Ink.drawUnderstood(g, viewport(), answer);
        }
        drawBrush(g, query.marks().brushRadius());
        if (byKeys) {
            Ink.drawCross(g, pointerX(), pointerY());
        }
    }

    @Override
    protected boolean isHand() {
        return query.marks().toolProperty().get() == Tool.HAND;
    }

    @Override
    protected boolean isBrush() {
        return query.marks().toolProperty().get() == Tool.BRUSH
                || query.marks().toolProperty().get() == Tool.ERASER;
    }

    /** The pointer says whether it would draw anew, move or resize. */
    @Override
    protected Cursor pen() {
        Grip grip = pointerX() < 0
                ? null
                : query.marks()
                        .gripAt(viewport().toPhotoX(pointerX()), viewport().toPhotoY(pointerY()), reach());
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

    @Override
    protected void press(double x, double y, double reach, boolean inverted) {
        if (!query.marks().isDrawing()) {
            query.marks().press(x, y, reach, inverted);
        }
    }

    @Override
    protected void drag(double x, double y) {
        query.marks().drag(x, y);
    }

    @Override
    protected void release() {
        query.marks().release();
    }

    @Override
    protected void onMoved(double x, double y) {
        byKeys = false;
        super.onMoved(x, y);
    }

    private void onKey(KeyEvent event, boolean pressed) {
        if (event.getCode() == KeyCode.SPACE) {
            holdSpace(pressed);
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && pressed) {
            query.marks().cancelStroke();
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
            pan(-dx, -dy);
            return;
        }
        boolean first = !byKeys && pointerX() < 0;
        byKeys = true;
        double x = first ? getWidth() / 2 : pointerX();
        double y = first ? getHeight() / 2 : pointerY();
        point(Math.clamp(x + dx, 0, getWidth()), Math.clamp(y + dy, 0, getHeight()));
        query.marks().drag(viewport().toPhotoX(pointerX()), viewport().toPhotoY(pointerY()));
        redrawMarks();
    }

    private void pressOrReleaseByKey(boolean inverted) {
        if (query.marks().isDrawing()) {
            query.marks().release();
        } else if (byKeys) {
            query.marks().press(viewport().toPhotoX(pointerX()), viewport().toPhotoY(pointerY()), reach(), inverted);
            // A point is put down at once; a box, a line or a mark that is moved goes on until Enter lifts the tool.
            Tool tool = query.marks().toolProperty().get();
            if ((tool == Tool.POINT || tool == Tool.NEGATIVE) && !query.marks().isMoving()) {
                query.marks().release();
            }
        }
    }
}
