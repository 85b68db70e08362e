package io.manako.engine;

import io.manako.engine.feedback.Prototype;
import io.manako.engine.message.Message;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Gallery;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.SideInformation;
import io.manako.engine.store.PhotoRegion;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagException;
import io.manako.engine.store.TagName;
import io.manako.engine.store.Tags;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the photos of a library with a tag have in common, by which a search learns what has it and what has not. */
record TagExamples(Tags tags, Gallery gallery) implements SideInformation.Tagging {
    /** Photos that are looked at: what they have in common hardly changes by more, and a search must not wait for it. */
    private static final int MOST = 50;

    /**
     * A tag from which a search can learn.
     *
     * @param name its name or another name of it
     * @throws TagException if there is no such tag, or no photo with it can be found; the message is for the user
     */
    Tag require(TagName name) {
        Tag tag = tags.find(name).orElseThrow(() -> new TagException(Message.of("engine.tag.unknown", name)));
        if (of(tag.name()).isEmpty()) {
            throw new TagException(Message.of("engine.tag.unseen", tag.name()));
        }
        return tag;
    }

    @Override
    public Optional<float[]> of(String tag) {
        return of(new TagName(tag));
    }

    private Optional<float[]> of(TagName name) {
        return Prototype.of(tags.borneBy(name, MOST).stream()
                .flatMap(tag ->
                        gallery.photo(tag.photo()).map(photo -> photo.instances(place(tag.region(), photo))).stream())
                .toList());
    }

    private static @Nullable Box place(@Nullable PhotoRegion region, GalleryPhoto photo) {
        return region == null ? null : region.on(photo.width(), photo.height());
    }
}
