package io.manako.app.viewer;

import io.manako.app.curate.TagsViewModel;
import io.manako.app.gallery.LargePicture;
import io.manako.app.query.Ink;
import io.manako.app.query.PhotoPane;
import io.manako.app.query.Tool;
import io.manako.app.task.Background;
import io.manako.app.viewer.ViewerViewModel.Look;
import javafx.beans.value.ObservableObjectValue;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/** The photo of the viewer. */
final class ViewerPane extends PhotoPane {
    private final ViewerViewModel viewer;
    private final TagsViewModel tags;
    private final ObservableObjectValue<Tool> tool;
    private final Ink ink = new Ink();

    ViewerPane(ViewerViewModel viewer, TagsViewModel tags, ObservableObjectValue<Tool> tool, Background background) {
        super(background);
        this.viewer = viewer;
        this.tags = tags;
        this.tool = tool;
        setId("viewer-photo");
        tags.knownProperty().addListener(observable -> redrawMarks());
        viewer.placesVisibleProperty().addListener(observable -> redrawMarks());
        viewer.pictureProperty().addListener((observable, old, picture) -> onPicture(picture));
        viewer.drawingProperty().addListener(observable -> redrawMarks());
        tool.addListener(observable -> {
            showCursor();
            redrawMarks();
        });
        showCursor();
    }

    /** Shows a small picture of the photo, until it is decoded or since it cannot be. */
    void showSmall(@Nullable Image small) {
        if (small == null) {
            showNothing();
        } else {
            showPicture(small);
        }
    }

    private void onPicture(@Nullable LargePicture picture) {
        if (picture != null) {
            showPhoto(picture.width(), picture.height(), picture::pixels);
        }
    }

    @Override
    protected void draw(GraphicsContext g) {
        Look look = viewer.lookProperty().get();
        LargePicture picture = viewer.pictureProperty().get();
        if (look != null && picture != null && viewer.placesVisibleProperty().get()) {
            TaggedPlaces.draw(
                    g,
                    viewport(),
                    picture.width(),
                    picture.height(),
                    tags.ofParts(look.photo().id()));
        }
        ink.draw(g, viewport(), viewer.drawingProperty().get());
        drawBrush(g, viewer.brushRadius());
    }

    @Override
    protected boolean isHand() {
        return !viewer.draws();
    }

    @Override
    protected boolean isBrush() {
        return tool.get() == Tool.BRUSH;
    }

    @Override
    protected Cursor pen() {
        return Cursor.CROSSHAIR;
    }

    @Override
    protected void press(double x, double y, double reach, boolean inverted) {
        viewer.press(x, y, reach, inverted);
    }

    @Override
    protected void drag(double x, double y) {
        viewer.drag(x, y);
    }

    @Override
    protected void release() {
        viewer.release();
    }
}
