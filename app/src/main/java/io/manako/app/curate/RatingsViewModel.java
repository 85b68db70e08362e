package io.manako.app.curate;

import io.manako.app.gallery.Gallery;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.Rating;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;

/** The stars of photos as far as they are shown, and their changes. For the UI thread. */
public final class RatingsViewModel {
    private record Changed(List<Rating> before, Map<PhotoId, Integer> stars) {}

    private final Background background;
    private final CurationHistory history;
    private final Consumer<Message> tell;
    private final Consumer<Exception> report;
    private final Known<Integer> known;
    private @Nullable Gallery gallery;
    private Runnable onChanged = () -> {};

    /**
     * @param history takes the way back
     * @param tell takes what was done, for the user
     * @param report takes what went wrong
     */
    public RatingsViewModel(
            Background background, CurationHistory history, Consumer<Message> tell, Consumer<Exception> report) {
        this.background = background;
        this.history = history;
        this.tell = tell;
        this.report = report;
        this.known = new Known<>(background, RatingsViewModel::read, report);
    }

    /** The gallery whose photos are rated from now on. */
    public void use(Gallery opened) {
        gallery = opened;
    }

    /** Called after every change. */
    public void setOnChanged(Runnable work) {
        onChanged = work;
    }

    /** Sees to it that the stars of photos will be known. */
    public void show(Collection<PhotoId> photos) {
        known.show(gallery, photos);
    }

    /** Reads the stars of the photos that were shown again, since something else may have changed them. */
    public void refresh() {
        known.refresh(gallery);
    }

    /** An entry for every photo, also for those without stars. */
    private static Map<PhotoId, Integer> read(Gallery from, Collection<PhotoId> photos) {
        Map<PhotoId, Integer> stars = from.starsOf(photos);
        return photos.stream()
                .distinct()
                .collect(Collectors.toMap(photo -> photo, photo -> stars.getOrDefault(photo, 0)));
    }

    /** From 0 to 5. */
    public int of(PhotoId photo) {
        return known.of(photo, 0);
    }

    /** Gives photos a number of stars, as one step that can be taken back. */
    public void rate(Collection<PhotoId> photos, int stars) {
        change(photos.stream().map(photo -> new Rating(photo, stars)).toList(), before -> {
            history.push(() -> change(before, undone -> {}));
            tell.accept(Message.of("hit.rated", before.size(), stars));
        });
    }

    private void change(List<Rating> ratings, Consumer<List<Rating>> done) {
        Gallery from = gallery;
        if (from == null || ratings.isEmpty()) {
            return;
        }
        background.run(
                Lane.QUERY, // one after the other, and before the search that follows
                () -> new Changed(
                        from.rate(ratings),
                        read(from, ratings.stream().map(Rating::photo).toList())),
                changed -> {
                    known.put(changed.stars());
                    if (!changed.before().isEmpty()) {
                        done.accept(changed.before());
                        onChanged.run();
                    }
                },
                report);
    }

    /** Stars by photo, of those photos that were shown. */
    public ReadOnlyObjectProperty<Map<PhotoId, Integer>> knownProperty() {
        return known.property();
    }
}
