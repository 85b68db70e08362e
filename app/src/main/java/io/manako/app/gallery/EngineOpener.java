package io.manako.app.gallery;

import io.manako.engine.Engine;
import io.manako.engine.PhotoLibrary;
import io.manako.engine.device.DeviceWish;
import io.manako.engine.sample.SampleCollection;
import io.manako.engine.sample.SampleCollection.SamplePhoto;
import io.manako.engine.sample.SampleCollection.StartingQuery;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens a model with the library in the program's home. */
public final class EngineOpener implements GalleryOpener, AutoCloseable {
    private static final long OPEN_WITHIN_SECONDS = 60;

    private final Path home;
    private final CompletableFuture<@Nullable Lent> lent = new CompletableFuture<>();
    private final LibraryOpening opening;
    private volatile Runnable beforeClosing = () -> {};

    /** What the gallery works with; closed when the gallery is. */
    public record Lent(Engine engine, PhotoLibrary library) {}

    public EngineOpener(Path home) {
        this.home = home;
        this.opening = new LibraryOpening(home.resolve("library"));
    }

    /** Begins to open the library, so that it is at hand by the time that there is a window to show it in. */
    public void begin() {
        opening.begin();
    }

    @Override
    public Gallery open(@Nullable String model, DeviceWish device, Consumer<PhotoShelf> early) throws IOException {
        Lent opened = null;
        try {
            EngineGallery gallery =
                    EngineGallery.start(home, model, device, opening.take(), early, () -> beforeClosing.run());
            opened = gallery.lend();
            return gallery;
        } finally {
            lent.complete(opened);
        }
    }

    /** What the open gallery works with, for as long as it is open; null where it could not be opened. Waits for it. */
    public @Nullable Lent lend() {
        return lent.completeOnTimeout(null, OPEN_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Closes a library that was begun with where no window has come to show it. */
    @Override
    public void close() {
        opening.close();
    }

    /** @param action ends the work of those to whom something was lent; called before the gallery closes */
    public void setBeforeClosing(Runnable action) {
        beforeClosing = action;
    }

    @Override
    public Path sampleFolder() {
        return SampleCollection.folderIn(home).toAbsolutePath().normalize();
    }

    @Override
    public Sample sample(ProgressListener listener, Consumer<Sample> begun, CancellationToken cancellation)
            throws IOException {
        Path folder = sampleFolder();
        List<SamplePhoto> written = new ArrayList<>();
        Consumer<SamplePhoto> onWritten = photo -> {
            written.add(photo);
            if (written.size() == SampleCollection.ENOUGH_TO_START) {
                begun.accept(asked(folder, written));
            }
        };
        return asked(folder, SampleCollection.writeTo(folder, listener, onWritten, cancellation));
    }

    private static Sample asked(Path folder, List<SamplePhoto> photos) {
        StartingQuery first = SampleCollection.startingQuery(photos);
        return new Sample(folder, folder.resolve(first.fileName()), first.box());
    }
}
