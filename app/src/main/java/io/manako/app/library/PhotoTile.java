package io.manako.app.library;

import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.gallery.PhotoGrid;
import io.manako.app.gallery.PictureFrame;
import io.manako.app.gallery.Thumbnails;
import io.manako.app.settings.Messages;
import io.manako.app.task.Ticket;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A thumbnail of the library, marked where its drive is not there. */
final class PhotoTile extends StackPane implements PhotoGrid.Tile<GalleryPhoto> {
    static final double WIDTH = 104;
    static final double HEIGHT = 88;
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final Thumbnails thumbnails;
    private final Messages messages;
    private final PictureFrame frame = new PictureFrame();
    private final FontIcon offline = new FontIcon("mdi2p-power-plug-off-outline");
    private final StackPane offlineMark = new StackPane(offline);
    private Ticket loading = new Ticket();
    private @Nullable GalleryPhoto shown;

    PhotoTile(Thumbnails thumbnails, Messages messages) {
        this.thumbnails = thumbnails;
        this.messages = messages;
        getStyleClass().add("photo-tile");
        setPrefSize(WIDTH, HEIGHT);
        setMinWidth(0);
        frame.setPrefSize(10, 10);
        offlineMark.getStyleClass().add("offline-mark");
        offlineMark.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        offlineMark.setMouseTransparent(true);
        offlineMark.setVisible(false);
        setAlignment(offlineMark, Pos.BOTTOM_RIGHT);
        getChildren().addAll(frame, offlineMark);
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void show(@Nullable GalleryPhoto photo, boolean selected) {
        pseudoClassStateChanged(SELECTED, selected);
        offlineMark.setVisible(photo != null && photo.offline());
        if (photo == null) {
            loading.cancel();
            shown = null;
            frame.setPicture(null);
            setAccessibleText(null);
            return;
        }
        String name = String.valueOf(photo.path().getFileName());
        setAccessibleText(photo.offline() ? name + ", " + messages.get("library.offline") : name);
        boolean same = shown != null && shown.id().equals(photo.id());
        shown = photo;
        if (same && frame.getPicture() != null) {
            return;
        }
        loading.cancel();
        Image ready = thumbnails.peek(photo.id());
        frame.setPicture(ready);
        if (ready == null) {
            loading = thumbnails.load(photo.id(), frame::setLoaded);
        }
    }
}
