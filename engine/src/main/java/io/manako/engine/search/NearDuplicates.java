package io.manako.engine.search;

import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.vector.TopK.Ranked;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Photos of a ranking that look the same at a glance, as a burst or a copy that was sent around do, behind the best of
 * them.
 *
 * @param best the ranking without those that follow another, best first
 * @param others of an item of {@code best} the paths of those that follow it, if any do
 */
record NearDuplicates(List<Ranked> best, Map<Integer, List<Path>> others) {
    /** Each photo joins the first before it that it is near to, else it stands for itself. O(n²) comparisons of bits. */
    static NearDuplicates among(List<GalleryPhoto> candidates, List<Ranked> ranked) {
        List<Ranked> best = new ArrayList<>();
        List<PerceptualHash> hashes = new ArrayList<>();
        Map<Integer, List<Path>> others = new HashMap<>();
        for (Ranked one : ranked) {
            GalleryPhoto photo = candidates.get(one.item());
            int first = firstNear(photo.hash(), hashes);
            if (first < 0) {
                best.add(one);
                hashes.add(photo.hash());
            } else {
                others.computeIfAbsent(best.get(first).item(), any -> new ArrayList<>())
                        .add(photo.path());
            }
        }
        return new NearDuplicates(best, others);
    }

    List<Path> othersOf(int item) {
        return others.getOrDefault(item, List.of());
    }

    private static int firstNear(PerceptualHash hash, List<PerceptualHash> hashes) {
        for (int i = 0; i < hashes.size(); i++) {
            if (hash.isNear(hashes.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
