package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusBenchmark.PhotoReader;
import io.manako.engine.evaluation.FocusDataset.Photo;
import io.manako.engine.evaluation.MarkedPhoto.Opened;
import io.manako.engine.geometry.KeypointDetector;
import io.manako.engine.geometry.Keypoints;
import io.manako.engine.msba.WindowLayout;
import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.MatchPlace;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vector.Int8Vectors;
import io.manako.engine.vit.DescriptorKind;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.FocusToken;
import io.manako.engine.vit.OpenPhoto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one pass over the photos of a set: each is decoded and encoded once, described for the gallery, and asked what there
 * is to ask of it while it is open.
 */
record PhotoPass(Encoder encoder, PhotoReader reader, WindowLayout layout) {
    /** Asks an open photo. */
    @FunctionalInterface
    interface Visitor {
        void visit(int photo, Opened opened);
    }

    /**
     * @throws IOException if a photo cannot be read or is not of the size that the set states
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    Candidates run(List<Photo> photos, Visitor visitor, ProgressListener listener, CancellationToken token)
            throws IOException {
        List<GalleryPhoto> gallery = new ArrayList<>();
        List<Candidates.Patches> seen = new ArrayList<>();
        double[] patchSum = new double[encoder.model().dimension()];
        long patches = 0;
        for (Photo photo : photos) {
            token.throwIfCancelled();
            Raster picture = read(photo, reader);
            try (OpenPhoto open = encoder.open(picture);
                    Opened opened = new Opened(picture, open, encoder)) {
                visitor.visit(gallery.size(), opened);
                gallery.add(describe(photo, gallery.size(), open));
                seen.add(new Candidates.Patches(
                        open.grid(),
                        Int8Vectors.quantise(MatchPlace.standingOut(open.patchTokens())),
                        new Features(reader, photo.file())));
                for (float[] patch : open.patchTokens()) {
                    for (int d = 0; d < patch.length; d++) {
                        patchSum[d] += patch[d];
                    }
                    patches++;
                }
            }
            listener.onProgress(Progress.of("eval.encode", gallery.size(), photos.size()));
        }
        float[] patchMean = new float[patchSum.length];
        for (int d = 0; d < patchMean.length; d++) {
            patchMean[d] = (float) (patchSum[d] / patches);
        }
        return new Candidates(gallery, seen, patchMean);
    }

    /** Local features of a photo, which is read again for them: few benchmarks ask. */
    private static final class Features implements Supplier<Keypoints> {
        private final PhotoReader reader;
        private final Path file;
        private @Nullable Keypoints found;

        Features(PhotoReader reader, Path file) {
            this.reader = reader;
            this.file = file;
        }

        @Override
        public synchronized Keypoints get() {
            if (found == null) {
                try {
                    Raster picture = reader.read(file);
                    found = KeypointDetector.ofPhoto(picture, picture.width());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return found;
        }
    }

    private GalleryPhoto describe(Photo photo, int index, OpenPhoto open) {
        List<FocusToken> windows =
                Arrays.stream(layout.regions(open.grid())).map(FocusToken::new).toList();
        return new GalleryPhoto(
                new PhotoId(index),
                photo.file(),
                photo.width(),
                photo.height(),
                PerceptualHash.NONE, // a benchmark ranks every photo by itself
                open.cls(),
                Int8Vectors.quantise(open.focus(windows, DescriptorKind.WINDOW)),
                layout.boxes());
    }

    /** @throws IOException if it cannot be read or is not of the size that the set states */
    static Raster read(Photo photo, PhotoReader reader) throws IOException {
        Raster picture = reader.read(photo.file());
        if (picture.width() != photo.width() || picture.height() != photo.height()) {
            throw new DatasetException("The photo " + photo.file() + " has " + picture.width() + " x "
                    + picture.height() + " pixels, but instances.json says " + photo.width() + " x " + photo.height()
                    + ": its boxes would be in the wrong place.");
        }
        return picture;
    }
}
