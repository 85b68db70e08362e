package io.manako.app.curate;

import io.manako.app.gallery.Gallery;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Ticket;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.PhotoTag;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;

/** The tags of photos as far as they are shown, and their changes. For the UI thread. */
public final class TagsViewModel {
    private record Renamed(boolean merged, Map<PhotoId, List<PhotoTag>> tags) {}

    private record Changed(TagEdit made, Map<PhotoId, List<PhotoTag>> tags) {}

    private final Background background;
    private final CurationHistory history;
    private final Consumer<Message> tell;
    private final Consumer<Exception> report;
    private final Known<List<PhotoTag>> known;
    private @Nullable Gallery gallery;
    private Runnable onChanged = () -> {};

    /**
     * @param history takes the way back
     * @param tell takes what was done, for the user
     * @param report takes what went wrong
     */
    public TagsViewModel(
            Background background, CurationHistory history, Consumer<Message> tell, Consumer<Exception> report) {
        this.background = background;
        this.history = history;
        this.tell = tell;
        this.report = report;
        this.known = new Known<>(background, TagsViewModel::read, report);
    }

    /** The gallery whose photos are tagged from now on. */
    public void use(Gallery opened) {
        gallery = opened;
    }

    /** Called after every change. */
    public void setOnChanged(Runnable work) {
        onChanged = work;
    }

    /** Sees to it that the tags of photos will be known. */
    public void show(Collection<PhotoId> photos) {
        known.show(gallery, photos);
    }

    /** Reads again what is on the photos that were shown, since something else than {@link #apply} may have changed it. */
    public void refresh() {
        known.refresh(gallery);
    }

    /** An entry for every photo, also for those that bear no tag. */
    private static Map<PhotoId, List<PhotoTag>> read(Gallery from, Collection<PhotoId> photos) {
        Map<PhotoId, List<PhotoTag>> tags = from.tagsOf(photos);
        return photos.stream().collect(Collectors.toMap(photo -> photo, photo -> tags.getOrDefault(photo, List.of())));
    }

    /** What is known to be on a photo, in the order of the names. */
    public List<TagName> of(PhotoId photo) {
        return borne(photo).stream().map(PhotoTag::tag).toList();
    }

    /** The same, with who put it on. */
    List<PhotoTag> borne(PhotoId photo) {
        return known.of(photo, List.of());
    }

    /** The tags of a photo that name a part of it, as far as they are known. */
    public List<PhotoTag> ofParts(PhotoId photo) {
        return borne(photo).stream().filter(tag -> tag.region() != null).toList();
    }

    /** Finds tags that begin with a text, in the order of the names. */
    public Ticket complete(String text, int limit, Consumer<List<Tag>> sink) {
        Gallery from = gallery;
        return from == null
                ? new Ticket()
                : background.run(Lane.WORK, () -> from.tagsStartingWith(text, limit), sink, report);
    }

    /** Changes tags, as one step that can be taken back. */
    public void apply(TagEdit edit) {
        apply(edit, stands -> {});
    }

    /**
     * The same.
     *
     * @param onStands told true when the change is made, and false when it cannot be made or is taken back
     */
    void apply(TagEdit edit, Consumer<Boolean> onStands) {
        change(
                edit,
                made -> {
                    history.push(() -> change(made.inverse(), undone -> onStands.accept(false), report));
                    onStands.accept(true);
                },
                failure -> {
                    report.accept(failure);
                    onStands.accept(false);
                });
    }

    /** Finds the tag of a name, if there is one. */
    void find(TagName name, Consumer<Optional<Tag>> sink) {
        Gallery from = gallery;
        if (from != null) {
            background.run(Lane.QUERY, () -> from.tag(name), sink, report);
        }
    }

    /** Finds the tag of a name, where a search can learn from the photos with it. */
    void findToLearnFrom(TagName name, Consumer<Tag> sink, Consumer<Exception> failed) {
        Gallery from = gallery;
        if (from != null) {
            background.run(Lane.QUERY, () -> from.tagToLearnFrom(name), sink, failed);
        }
    }

    /**
     * Gives a tag another name everywhere, as one step that can be taken back; but where the name is another tag's the two
     * become one for good.
     */
    public void rename(TagName old, TagName name) {
        rename(old, name, merged -> {
            if (!merged) {
                history.push(() -> rename(name, old, undone -> {}));
            }
        });
    }

    private void rename(TagName old, TagName name, Consumer<Boolean> done) {
        Gallery from = gallery;
        if (from == null) {
            return;
        }
        Set<PhotoId> shown = known.photos();
        background.run(
                Lane.QUERY,
                () -> {
                    boolean merged = from.tag(name)
                            .filter(other -> !other.name().key().equals(old.key()))
                            .isPresent();
                    from.rename(old, name);
                    return new Renamed(merged, read(from, shown));
                },
                renamed -> {
                    known.put(renamed.tags());
                    done.accept(renamed.merged());
                    tell.accept(Message.of("hit.tag-renamed", old, name));
                    onChanged.run();
                },
                report);
    }

    private void change(TagEdit edit, Consumer<TagEdit> done, Consumer<? super Exception> failed) {
        Gallery from = gallery;
        if (from == null) {
            return;
        }
        background.run(
                Lane.QUERY, // one after the other, and before the search that follows
                () -> {
                    TagEdit made = from.apply(edit);
                    return new Changed(made, read(from, photosOf(edit)));
                },
                changed -> {
                    known.put(changed.tags());
                    if (!changed.made().isEmpty()) {
                        tell.accept(said(changed.made()));
                        onChanged.run();
                        done.accept(changed.made());
                    }
                },
                failed);
    }

    private static Message said(TagEdit made) {
        if (made.added().isEmpty() && made.removed().isEmpty()) {
            return made.refused().isEmpty()
                    ? Message.of("hit.tag-reopened", made.reopened().size())
                    : Message.of("hit.tag-refused", made.refused().size());
        }
        return Message.of("hit.tagged", made.added().size(), made.removed().size());
    }

    private static Set<PhotoId> photosOf(TagEdit edit) {
        return Stream.concat(edit.added().stream(), edit.removed().stream())
                .map(PhotoTag::photo)
                .collect(Collectors.toSet());
    }

    /** Tags by photo, of those photos that were shown. */
    public ReadOnlyObjectProperty<Map<PhotoId, List<PhotoTag>>> knownProperty() {
        return known.property();
    }
}
