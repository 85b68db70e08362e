package io.manako.app.gallery;

import io.manako.engine.device.DeviceWish;
import io.manako.engine.prompt.Box;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens the gallery, and makes the sample collection. Both block and belong off the UI thread. */
public interface GalleryOpener {
    /** The sample collection on disk, and the mark with which it is shown first. */
    record Sample(Path folder, Path photo, Box mark) {}

    /**
     * @param model name of the model to search with, or null for the embedded one; it takes the place of one that cannot be
     *     used, and a notice of the gallery says so
     * @param device where it shall run
     * @param early given what can be seen of the library before the model is there, by the calling thread; closed where the
     *     gallery cannot be opened, else with the gallery
     * @throws IOException (a model or a library that cannot be opened)
     */
    Gallery open(@Nullable String model, DeviceWish device, Consumer<PhotoShelf> early) throws IOException;

    /** Where the sample collection is, or will be. */
    Path sampleFolder();

    /**
     * Draws the sample collection, if it is not there yet.
     *
     * @param begun given what can be shown while the rest is still being drawn; by the calling thread, and not at all
     *     where the collection is there
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    Sample sample(ProgressListener listener, Consumer<Sample> begun, CancellationToken cancellation) throws IOException;
}
