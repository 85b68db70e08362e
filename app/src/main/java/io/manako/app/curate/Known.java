package io.manako.app.curate;

import io.manako.app.gallery.Gallery;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.engine.photo.PhotoId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the photos that were shown, read once for each. For the UI thread.
 *
 * @param <V> of a photo
 */
final class Known<V> {
    private final Background background;
    private final BiFunction<Gallery, Collection<PhotoId>, Map<PhotoId, V>> read;
    private final Consumer<Exception> report;
    private final ReadOnlyObjectWrapper<Map<PhotoId, V>> values = new ReadOnlyObjectWrapper<>(Map.of());

    /** @param read blocking, an entry for every photo asked for */
    Known(
            Background background,
            BiFunction<Gallery, Collection<PhotoId>, Map<PhotoId, V>> read,
            Consumer<Exception> report) {
        this.background = background;
        this.read = read;
        this.report = report;
    }

    /** Sees to it that photos will be known. */
    void show(@Nullable Gallery from, Collection<PhotoId> photos) {
        List<PhotoId> unknown = photos.stream()
                .filter(photo -> !values.get().containsKey(photo))
                .toList();
        if (from == null || unknown.isEmpty()) {
            return;
        }
        background.run(
                Lane.WORK,
                () -> read.apply(from, unknown),
                came -> {
                    Map<PhotoId, V> all = new HashMap<>(came);
                    all.putAll(values.get()); // what was changed in the meantime is newer
                    values.set(Map.copyOf(all));
                },
                report);
    }

    /** Reads all of it again, since another hand may have changed it. */
    void refresh(@Nullable Gallery from) {
        Set<PhotoId> shown = values.get().keySet();
        if (from != null && !shown.isEmpty()) {
            // In turn with changes, so that none is overwritten by what was before it.
            background.run(Lane.QUERY, () -> read.apply(from, shown), this::put, report);
        }
    }

    /** Takes what was read of some photos. */
    void put(Map<PhotoId, V> newer) {
        Map<PhotoId, V> all = new HashMap<>(values.get());
        all.putAll(newer);
        values.set(Map.copyOf(all));
    }

    V of(PhotoId photo, V unknown) {
        return values.get().getOrDefault(photo, unknown);
    }

    Set<PhotoId> photos() {
        return values.get().keySet();
    }

    ReadOnlyObjectProperty<Map<PhotoId, V>> property() {
        return values.getReadOnlyProperty();
    }
}
