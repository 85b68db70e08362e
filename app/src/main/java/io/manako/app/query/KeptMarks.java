package io.manako.app.query;

import io.manako.engine.phs.HeadId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The marks and switched heads of the last {@value #PHOTOS} photos, while the program runs. For one thread. */
final class KeptMarks {
    private static final int PHOTOS = 100;

    /** What was on one photo. */
    record Kept(Drawing drawing, Map<HeadId, Boolean> overrides) {}

    private final Map<Path, Kept> byPhoto = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Kept> eldest) {
            return size() > PHOTOS;
        }
    };

    void put(Path photo, Drawing drawing, Map<HeadId, Boolean> overrides) {
        byPhoto.put(photo, new Kept(drawing, overrides));
    }

    /** Another model has other heads: those that were switched by hand mean nothing to it. */
    void forgetHeads() {
        byPhoto.replaceAll((photo, kept) -> new Kept(kept.drawing(), Map.of()));
    }

    /** What was on a photo the last time, or null; null also where the file now holds a picture of another size. */
    @Nullable
    Kept get(Path photo, int width, int height) {
        Kept kept = byPhoto.get(photo);
        return kept != null && kept.drawing().fits(width, height) ? kept : null;
    }
}
