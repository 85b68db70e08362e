package io.manako.app.gallery;

import io.manako.engine.sample.SampleCollection;
import io.manako.engine.sample.SampleCollection.SamplePhoto;
import io.manako.engine.sample.SampleCollection.StartingQuery;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Opens the embedded model with the library in the program's home. */
public final class EngineOpener implements GalleryOpener {
    private final Path home;

    public EngineOpener(Path home) {
        this.home = home;
    }

    @Override
    public Gallery open() throws IOException {
        return EngineGallery.start(home);
    }

    @Override
    public Path sampleFolder() {
        return home.resolve("sample").toAbsolutePath().normalize();
    }

    @Override
    public Sample sample(ProgressListener listener, CancellationToken cancellation) throws IOException {
        Path folder = sampleFolder();
        List<SamplePhoto> photos = SampleCollection.writeTo(folder, listener, cancellation);
        StartingQuery first = SampleCollection.startingQuery(photos);
        return new Sample(folder, folder.resolve(first.fileName()), first.box());
    }
}
