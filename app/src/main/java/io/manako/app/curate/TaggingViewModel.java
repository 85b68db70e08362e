package io.manako.app.curate;

import io.manako.engine.message.Message;
import io.manako.engine.search.Hit;
import io.manako.engine.store.PhotoRegion;
import io.manako.engine.store.PhotoTag;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Hits being tagged: the name that is typed, known tags that go on from it, and what the hits bear. For the UI thread. */
public final class TaggingViewModel {
    /**
     * A tag that some of the hits bear.
     *
     * @param ofFile whether nobody gave it: it is a keyword of all their files
     */
    public record Borne(TagName tag, int photos, boolean ofFile) {}

    private final TagsViewModel tags;
    private final TagEntry entry;
    private final ObservableList<Borne> borne = FXCollections.observableArrayList();
    private List<Hit> hits = List.of();
    private boolean marked;

    public TaggingViewModel(TagsViewModel tags) {
        this.tags = tags;
        entry = new TagEntry(tags);
        tags.knownProperty().addListener(observable -> refresh());
    }

    /**
     * Begins with other hits.
     *
     * @param marked whether a thing was marked in the query photo: then the tag is for the place where it was found
     */
    public void begin(List<Hit> chosen, boolean marked) {
        hits = List.copyOf(chosen);
        this.marked = marked;
        entry.begin();
        refresh();
    }

    /** No hits are tagged any more. */
    public void end() {
        hits = List.of();
        entry.end();
        refresh();
    }

    private void refresh() {
        Map<String, List<PhotoTag>> byKey = hits.stream()
                .flatMap(hit -> tags.borne(hit.id()).stream())
                .collect(Collectors.groupingBy(tag -> tag.tag().key(), TreeMap::new, Collectors.toList()));
        borne.setAll(byKey.values().stream()
                .map(same -> new Borne(
                        same.getFirst().tag(),
                        same.size(),
                        same.stream().allMatch(tag -> tag.origin() == PhotoTag.Origin.FILE)))
                .toList());
        entry.complete();
    }

    /**
     * Puts the tag that is typed on the hits.
     *
     * @return whether anything was typed
     */
    public boolean add() {
        if (entry.isBlank()) {
            return false;
        }
        entry.name().ifPresent(this::add);
        return true;
    }

    /** Puts a tag on the hits. */
    public void add(TagName tag) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        tags.apply(new TagEdit(
                each(hit -> new PhotoTag(
                        hit.id(), tag, marked ? PhotoRegion.of(hit.box(), hit.width(), hit.height()) : null, now)),
                List.of()));
        entry.textProperty().set("");
    }

    /** Takes a tag off the hits. */
    public void remove(TagName tag) {
        tags.apply(new TagEdit(List.of(), each(hit -> PhotoTag.now(hit.id(), tag))));
    }

    /**
     * Gives a tag the name that is typed, everywhere.
     *
     * @param merge asked whether the tag shall become one with another that is called so, and given what to do then
     */
    void rename(TagName tag, String typed, BiConsumer<Tag, Runnable> merge) {
        entry.name(typed).ifPresent(name -> rename(tag, name, merge));
    }

    private void rename(TagName tag, TagName name, BiConsumer<Tag, Runnable> merge) {
        tags.find(name, found -> {
            Tag other =
                    found.filter(known -> !known.name().key().equals(tag.key())).orElse(null);
            if (other == null) {
                tags.rename(tag, name);
            } else {
                merge.accept(other, () -> tags.rename(tag, other.name()));
            }
        });
    }

    private List<PhotoTag> each(Function<Hit, PhotoTag> tag) {
        return hits.stream().map(tag).toList();
    }

    public int photos() {
        return hits.size();
    }

    public StringProperty textProperty() {
        return entry.textProperty();
    }

    /** Why what is typed is no name of a tag, or null. */
    public ReadOnlyObjectProperty<@Nullable Message> messageProperty() {
        return entry.messageProperty();
    }

    /** Known tags that begin with what is typed. */
    public ObservableList<Tag> completions() {
        return entry.completions();
    }

    /** What the hits bear, in the order of the names. */
    public ObservableList<Borne> borne() {
        return borne;
    }
}
