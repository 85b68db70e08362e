package io.manako.engine.evaluation;

import io.manako.engine.evaluation.FocusDataset.FocusQuery;
import io.manako.engine.evaluation.FocusDataset.Instance;
import io.manako.engine.evaluation.FocusDataset.Photo;
import io.manako.engine.prompt.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** "This and not that": a thing to look for, and one in the same photo that is not meant. */
record NegativePair(Instance wanted, Instance unwanted) {
    /** A thing covers so much of its photo, as those that queries mark. */
    private static final double SMALLEST = 0.01;

    private static final double LARGEST = 0.4;

    /** Of the wanted thing's box, what the unwanted one's may cover: else little would be left to look for. */
    private static final double OVERLAP = 0.3;

    /** Photos with the unwanted thing and without the wanted, by which a push is measured. */
    private static final int LEAST_OTHERS = 3;

    /**
     * To each query's thing the largest one of another category in its photo that can be told from it; queries that have
     * none are left out. Crowds, which COCO gives as runs, are no one thing.
     */
    static List<NegativePair> of(FocusDataset data) {
        GroundTruth truth = new GroundTruth(data.instances());
        List<NegativePair> pairs = new ArrayList<>();
        for (FocusQuery query : data.queries()) {
            Instance wanted = query.instance();
            Photo photo = data.photos().get(wanted.photo());
            data.instances().stream()
                    .filter(other -> other.photo() == wanted.photo())
                    .filter(other -> !other.category().equals(wanted.category()))
                    .filter(other -> other.segmentation() instanceof Segmentation.Polygons)
                    .filter(other -> isThing(other.box(), photo) && covered(wanted.box(), other.box()) < OVERLAP)
                    .filter(other -> others(data, truth, wanted, other) >= LEAST_OTHERS)
                    .max(Comparator.comparingDouble(other -> area(other.box())))
                    .ifPresent(other -> pairs.add(new NegativePair(wanted, other)));
        }
        return pairs;
    }

    private static boolean isThing(Box box, Photo photo) {
        double share = area(box) / ((double) photo.width() * photo.height());
        return share >= SMALLEST && share <= LARGEST;
    }

    private static double area(Box box) {
        return box.width() * box.height();
    }

    /** Share of a box that another covers. */
    private static double covered(Box box, Box other) {
        double w = Math.min(box.x() + box.width(), other.x() + other.width()) - Math.max(box.x(), other.x());
        double h = Math.min(box.y() + box.height(), other.y() + other.height()) - Math.max(box.y(), other.y());
        return w <= 0 || h <= 0 ? 0 : w * h / area(box);
    }

    private static long others(FocusDataset data, GroundTruth truth, Instance wanted, Instance unwanted) {
        return IntStream.range(0, data.photos().size())
                .filter(photo -> photo != wanted.photo())
                .filter(photo -> truth.shows(photo, unwanted.category()) && !truth.shows(photo, wanted.category()))
                .count();
    }
}
