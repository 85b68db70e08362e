package io.manako.app.gallery;

import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Ticket;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.UnreadablePhotoException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thumbnails for what is on the screen, loaded in the background, the last few hundred kept. For the UI thread. */
public final class Thumbnails {
    private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);

    /** Long side in pixels: twice a tile as designed, for large tiles and for screens of double density. */
    public static final int LONG_SIDE = 360;

    /** About 100 MB at 360 x 270 x 4 bytes. */
    private static final int KEPT = 256;

    private final Background background;
    private @Nullable PhotoShelf shelf;
    private final Map<PhotoId, Image> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PhotoId, Image> eldest) {
            return size() > KEPT;
        }
    };

    public Thumbnails(Background background) {
        this.background = background;
    }

    /** What the pictures are of, from now on. */
    public void use(PhotoShelf opened) {
        shelf = opened;
        kept.clear();
    }

    /** The thumbnail if it is at hand. */
    public @Nullable Image peek(PhotoId id) {
        return kept.get(id);
    }

    /**
     * Loads a thumbnail.
     *
     * @param sink given the picture later, or null where the photo cannot be read any more
     * @return to be cancelled when the tile shows something else
     */
    public Ticket load(PhotoId id, Consumer<@Nullable Image> sink) {
        PhotoShelf source = shelf;
        if (source == null) {
            return new Ticket();
        }
        return background.run(
                Lane.PICTURES,
                () -> Pictures.of(source.thumbnail(id, LONG_SIDE)),
                image -> {
                    kept.put(id, image);
                    sink.accept(image);
                },
                failure -> {
                    if (failure instanceof UnreadablePhotoException) {
                        LOG.info("No thumbnail: {}", failure.getMessage());
                    } else {
                        LOG.warn("No thumbnail of photo {}", id.value(), failure);
                    }
                    sink.accept(null);
                });
    }
}
