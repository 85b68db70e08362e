package io.manako.app.results;

import io.manako.app.query.Ink;
import io.manako.app.query.Viewport;
import io.manako.app.results.CompareViewModel.Look;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** One of the photos that are compared, with its heat and its lines. The wheel zooms at the pointer, a drag moves. */
final class ComparePane extends Region {
    private final CompareViewModel compare;
    private final Canvas canvas = new Canvas();
    private List<Image> pyramid = List.of();
    private @Nullable Image heat;
    private BiConsumer<GraphicsContext, Viewport> ink = (g, view) -> {};
    private double width = 1;
    private double height = 1;
    private double pointerX;
    private double pointerY;

    ComparePane(String id, CompareViewModel compare) {
        this.compare = compare;
        setId(id);
        getStyleClass().add("query-stage");
        setMinSize(80, 80);
        setCursor(Cursor.OPEN_HAND);
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
        compare.lookProperty().addListener(observable -> draw());
        compare.results().overlayVisibleProperty().addListener(observable -> draw());
        compare.results().overlayOpacityProperty().addListener(observable -> draw());
        setOnMousePressed(event -> {
            pointerX = event.getX();
            pointerY = event.getY();
            setCursor(Cursor.CLOSED_HAND);
        });
        setOnMouseDragged(this::onDragged);
        setOnMouseReleased(event -> setCursor(Cursor.OPEN_HAND));
        setOnScroll(this::onScroll);
        setOnZoom(event -> look(viewport().zoomAt(event.getX(), event.getY(), event.getZoomFactor())));
    }

    /**
     * Shows a photo, or an empty pane while its pixels are not there yet.
     *
     * @param levels its pyramid, perhaps empty
     * @param photoWidth pixels of the photo, the unit of the ink
     */
    void show(List<Image> levels, double photoWidth, double photoHeight) {
        pyramid = levels;
        width = Math.max(1, photoWidth);
        height = Math.max(1, photoHeight);
        draw();
    }

    void setHeat(@Nullable Image image) {
        heat = image;
        draw();
    }

    /** What is drawn on the photo, through the viewport given. */
    void setInk(BiConsumer<GraphicsContext, Viewport> drawing) {
        ink = drawing;
        draw();
    }

    /** Where the photo lies in this view. */
    Viewport viewport() {
        Look look = compare.lookProperty().get();
        return Viewport.fit(width, height, getWidth(), getHeight()).looking(look.zoom(), look.x(), look.y());
    }

    void zoom(double factor) {
        look(viewport().zoomAt(getWidth() / 2, getHeight() / 2, factor));
    }

    private void look(Viewport view) {
        compare.lookProperty().set(new Look(view.zoom(), view.middleX(), view.middleY()));
    }

    private void onDragged(MouseEvent event) {
        look(viewport().panBy(event.getX() - pointerX, event.getY() - pointerY));
        pointerX = event.getX();
        pointerY = event.getY();
        event.consume();
    }

    private void onScroll(ScrollEvent event) {
        if (event.getDeltaY() != 0 && !event.isInertia()) {
            look(viewport().zoomAt(event.getX(), event.getY(), Math.pow(1.2, event.getDeltaY() / 40)));
        }
        event.consume();
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            draw();
        }
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (pyramid.isEmpty() || getWidth() <= 0) {
            return;
        }
        Viewport view = viewport();
        double w = view.photoWidth() * view.scale();
        double h = view.photoHeight() * view.scale();
        Ink.drawPhoto(g, view, pyramid, 1);
        Image glow = heat;
        if (glow != null && compare.results().overlayVisibleProperty().get()) {
            g.setImageSmoothing(true);
            g.setGlobalAlpha(compare.results().overlayOpacityProperty().get());
            g.drawImage(glow, view.offsetX(), view.offsetY(), w, h);
            g.setGlobalAlpha(1);
        }
        ink.accept(g, view);
    }
}
