package io.manako.app.viewer;

import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.gallery.LargePicture;
import io.manako.app.query.Drawing;
import io.manako.app.query.Mark;
import io.manako.app.query.Pen;
import io.manako.app.query.Tool;
import io.manako.app.settings.Failures;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Ticket;
import io.manako.engine.message.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableDoubleValue;
import javafx.beans.value.ObservableObjectValue;
import org.jspecify.annotations.Nullable;

/**
 * One photo of a list, shown as large as possible. The first stroke that leaves a mark makes it the query, with that
 * mark. For the UI thread.
 */
public final class ViewerViewModel {
    /** Long side in pixels of what is decoded: more than screens have, so that there is something to magnify. */
    static final int SHOWN_SIDE = 4096;

    /**
     * What is looked at.
     *
     * @param place in the list, from 1
     * @param of how many the list has
     */
    public record Look(GalleryPhoto photo, int place, int of) {}

    private final Background background;
    private final ObservableObjectValue<Tool> tool;
    private final ObservableDoubleValue brush;
    private final BiConsumer<Path, List<Mark>> onQuery;
    private final Pen pen = new Pen();
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Look> look = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable LargePicture> picture = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Message> message = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Drawing> drawing = new ReadOnlyObjectWrapper<>(Drawing.blank(1, 1));
    private final BooleanProperty placesVisible = new SimpleBooleanProperty(true);
    private List<GalleryPhoto> photos = List.of();
    private Ticket loading = new Ticket();

    /**
     * @param tool what a stroke draws with
     * @param brush radius of the brush as a share of the photo's long side
     * @param onQuery given a photo to search with and the marks on it, perhaps none
     */
    public ViewerViewModel(
            Background background,
            ObservableObjectValue<Tool> tool,
            ObservableDoubleValue brush,
            BiConsumer<Path, List<Mark>> onQuery) {
        this.background = background;
        this.tool = tool;
        this.brush = brush;
        this.onQuery = onQuery;
    }

    /**
     * Shows a photo of a list. The list stays as it is now, whatever is indexed meanwhile.
     *
     * @param first place of the photo, from 0
     */
    public void show(List<GalleryPhoto> list, int first) {
        photos = List.copyOf(list);
        open.set(true);
        lookAt(first);
    }

    public void close() {
        loading.cancel();
        open.set(false);
        look.set(null);
        picture.set(null);
        message.set(null);
        photos = List.of();
    }

    /** Goes on, or back; at the ends of the list it stays. */
    public void step(int by) {
        Look now = look.get();
        if (now != null) {
            lookAt(now.place() - 1 + by);
        }
    }

    public void first() {
        lookAt(0);
    }

    public void last() {
        lookAt(photos.size() - 1);
    }

    private void lookAt(int wanted) {
        if (photos.isEmpty()) {
            return;
        }
        int index = Math.clamp(wanted, 0, photos.size() - 1);
        GalleryPhoto photo = photos.get(index);
        Look now = look.get();
        if (now != null && now.photo().equals(photo)) {
            return;
        }
        loading.cancel();
        pen.lift();
        drawing.set(Drawing.blank(1, 1));
        message.set(null);
        picture.set(null);
        look.set(new Look(photo, index + 1, photos.size()));
        loading = background.run(
                Lane.PICTURES,
                () -> LargePicture.of(photo.path(), SHOWN_SIDE),
                decoded -> {
                    drawing.set(Drawing.blank(decoded.width(), decoded.height()));
                    picture.set(decoded);
                },
                failure -> message.set(Failures.message(failure)));
    }

    /** Whether the tool that is chosen leaves a mark: on a photo without marks there is nothing to erase. */
    public boolean draws() {
        return tool.get() != Tool.HAND && tool.get() != Tool.ERASER;
    }

    /** Radius of the brush in photo pixels. */
    public double brushRadius() {
        LargePicture on = picture.get();
        return on == null ? 1 : Math.max(1, brush.get() * Math.max(on.width(), on.height()));
    }

    // A stroke: press, drag, release, in photo pixels.

    /** @param reach view's idea of "touched", in photo pixels */
    public void press(double x, double y, double reach, boolean inverted) {
        LargePicture on = picture.get();
        if (on == null || !draws() || x < 0 || y < 0 || x > on.width() || y > on.height()) {
            return;
        }
        pen.press(tool.get(), drawing.get(), on.width(), on.height(), x, y, reach, brushRadius(), inverted);
        drawing.set(pen.drawing());
    }

    public void drag(double x, double y) {
        if (pen.isDown()) {
            pen.drag(x, y);
            drawing.set(pen.drawing());
        }
    }

    /** The stroke is done: where it left a mark the photo becomes the query. A click with the box tool leaves none. */
    public void release() {
        if (pen.isDown()) {
            pen.lift();
            if (!drawing.get().isBlank()) {
                search();
            }
        }
    }

    /** Leaves the stroke at hand out, or closes where there is none. */
    public void cancel() {
        LargePicture on = picture.get();
        if (pen.isDown() && on != null) {
            pen.lift();
            drawing.set(Drawing.blank(on.width(), on.height()));
        } else {
            close();
        }
    }

    /** Makes the photo the query, with what is drawn on it. */
    public void search() {
        Look now = look.get();
        if (now != null) {
            List<Mark> marks = drawing.get().marks();
            close();
            onQuery.accept(now.photo().path(), marks);
        }
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /** The photo that is looked at, null while the viewer is closed. */
    public ReadOnlyObjectProperty<@Nullable Look> lookProperty() {
        return look.getReadOnlyProperty();
    }

    /** Its pixels, null until they are decoded. */
    public ReadOnlyObjectProperty<@Nullable LargePicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /** Why the photo cannot be read, or null. */
    public ReadOnlyObjectProperty<@Nullable Message> messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** Whether the parts of the photo that have a tag are shown. */
    public BooleanProperty placesVisibleProperty() {
        return placesVisible;
    }

    /** The stroke at hand. */
    public ReadOnlyObjectProperty<Drawing> drawingProperty() {
        return drawing.getReadOnlyProperty();
    }
}
