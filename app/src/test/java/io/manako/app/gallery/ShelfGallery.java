package io.manako.app.gallery;

import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.PhotoTag;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagException;
import io.manako.engine.store.TagName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the galleries of tests keep in memory: tags, stars, collections and what is said of words. */
abstract class ShelfGallery implements Gallery {
    protected final TagShelf tags = new TagShelf();
    public final MemoryNotes notes = new MemoryNotes();

    @Override
    public Map<PhotoId, List<PhotoTag>> tagsOf(Collection<PhotoId> asked) {
        return tags.of(asked);
    }

    @Override
    public List<Tag> tagsStartingWith(String text, int limit) {
        return tags.startingWith(text, limit);
    }

    @Override
    public Optional<Tag> tag(TagName name) {
        return tags.find(name);
    }

    @Override
    public Tag tagToLearnFrom(TagName name) {
        return tags.find(name).orElseThrow(() -> new TagException(Message.of("engine.tag.unknown", name)));
    }

    @Override
    public void rename(TagName from, TagName to) {
        tags.rename(from, to);
    }

    @Override
    public TagArrangement arrangement() {
        return tags;
    }

    @Override
    public Map<PhotoId, Integer> starsOf(Collection<PhotoId> asked) {
        return tags.starsOf(asked);
    }

    @Override
    public CollectionShelf collections() {
        return tags.collections;
    }

    @Override
    public WordNotes wordNotes() {
        return notes;
    }
}
