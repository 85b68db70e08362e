package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusDataset.Instance;
import io.manako.engine.geometry.Agreement;
import io.manako.engine.geometry.KeypointDetector;
import io.manako.engine.geometry.Keypoints;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.Resampler;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Prompt;
import io.manako.engine.prompt.Rasteriser;
import io.manako.engine.search.CloseUp;
import io.manako.engine.search.Query;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.Searcher;
import io.manako.engine.vit.DescriptorKind;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.FocusToken;
import io.manako.engine.vit.OpenPhoto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An open query photo with its marks, and the crop that a program would encode which knows nothing but boxes. For the one
 * thread that asks.
 */
final class MarkedPhoto {
    /** How much wider and higher than the box the crop is. */
    private static final double CONTEXT = 1.3;

    private final Opened photo;
    private final int number;
    private final List<Prompt> prompts;
    private final Box cropped;

    /**
     * @param number of the query, the seed of what is drawn at random
     * @param cropped what a crop of the mark would be, without its context
     */
    MarkedPhoto(Opened photo, int number, List<Prompt> prompts, Box cropped) {
        this.photo = photo;
        this.number = number;
        this.prompts = List.copyOf(prompts);
        this.cropped = cropped;
    }

    /**
     * An instance marked as a user would mark it.
     *
     * @param pointRadius of a point's disc as a share of the shorter side; a point is cropped by the square around its disc
     */
    static MarkedPhoto of(Instance instance, PromptKind kind, int number, Opened photo, double pointRadius) {
        if (kind == PromptKind.BOX) {
            return new MarkedPhoto(photo, number, List.of(instance.box()), instance.box());
        }
        int width = photo.picture().width();
        int height = photo.picture().height();
        Mask mask = instance.segmentation().toMask(width, height);
        if (kind == PromptKind.MASK) {
            return new MarkedPhoto(photo, number, List.of(mask), instance.box());
        }
        Point inmost = InmostPoint.of(mask);
        Point point = new Point(inmost.x() * width / mask.width(), inmost.y() * height / mask.height());
        double radius = Math.max(1, pointRadius * Math.min(width, height));
        Box square = new Box(point.x() - radius, point.y() - radius, 2 * radius, 2 * radius);
        return new MarkedPhoto(photo, number, List.of(point), square);
    }

    int number() {
        return number;
    }

    OpenPhoto open() {
        return photo.open();
    }

    /** What a search makes of the marks. */
    Query understood(Searcher searcher) {
        SearchRequest request = new SearchRequest(prompts, Map.of(), 1, null);
        Raster picture = photo.picture();
        return photo.memo()
                .get(
                        new Understood(this, searcher),
                        () -> searcher.understand(
                                photo.open(),
                                searcher.closeUps(request, picture.width(), picture.height()).stream()
                                        .map(photo::closeUp)
                                        .toList(),
                                picture.width(),
                                picture.height(),
                                request));
    }

    /** {@code float[D]}: the focus token of a region, all heads alike. */
    float[] focus(float[] region) {
        return photo.memo()
                .get(
                        new Focus(this),
                        () -> photo.open().focus(List.of(new FocusToken(region)), DescriptorKind.FOCUS)[0]);
    }

    /** {@code float[D]}: CLS of the mark's box with its surroundings, cut out of the photo and encoded by itself. */
    float[] crop() {
        return photo.memo().get(new Crop(cropped), () -> photo.encodeCrop(cropped));
    }

    /** Local features of what is marked. */
    Keypoints keypoints(Rasteriser rasteriser) {
        return photo.memo()
                .get(
                        new Features(this),
                        () -> KeypointDetector.ofThing(
                                photo.picture(),
                                photo.picture().width(),
                                photo.picture().height(),
                                prompts,
                                rasteriser));
    }

    /** What geometry finds of it in other photos, by their index. */
    Map<Integer, Optional<Agreement>> agreements() {
        return photo.memo().get(new Agreements(this), ConcurrentHashMap::new);
    }

    /** Around what is marked, in pixels of the photo. */
    Box bounds(Rasteriser rasteriser) {
        return rasteriser.bounds(
                prompts, photo.picture().width(), photo.picture().height());
    }

    /** Milliseconds that would have passed since the last call, had no other method needed the same before. */
    double takeMillisSaved() {
        return photo.memo().takeMillisSaved();
    }

    private record Understood(MarkedPhoto marked, Searcher searcher) {}

    private record Focus(MarkedPhoto marked) {}

    private record Crop(Box box) {}

    private record Features(MarkedPhoto marked) {}

    private record Agreements(MarkedPhoto marked) {}

    /** A photo, open while it is asked; marks of the same box share a crop. */
    record Opened(Raster picture, OpenPhoto open, Encoder encoder, Memo memo, List<CloseUp> parts)
            implements AutoCloseable {
        Opened(Raster picture, OpenPhoto open, Encoder encoder) {
            this(picture, open, encoder, new Memo(), new ArrayList<>());
        }

        private CloseUp closeUp(Box part) {
            return memo.get(part, () -> {
                CloseUp opened = new CloseUp(encoder.openNear(Resampler.crop(picture, part)), part);
                parts.add(opened);
                return opened;
            });
        }

        /** Closes what was opened besides the photo itself. */
        @Override
        public void close() {
            parts.forEach(part -> part.photo().close());
        }

        private float[] encodeCrop(Box box) {
            double dx = box.width() * (CONTEXT - 1) / 2;
            double dy = box.height() * (CONTEXT - 1) / 2;
            Box wider = new Box(box.x() - dx, box.y() - dy, box.width() + 2 * dx, box.height() + 2 * dy);
            Raster crop = Resampler.crop(picture, wider);
            PatchGrid grid = encoder.gridFor(crop.width(), crop.height());
            return encoder.encode(List.of(encoder.fit(crop, grid)), grid, g -> new float[0][])
                    .getFirst()
                    .cls();
        }
    }
}
