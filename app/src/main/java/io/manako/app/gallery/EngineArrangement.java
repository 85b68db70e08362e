package io.manako.app.gallery;

import io.manako.engine.store.TagColour;
import io.manako.engine.store.TagName;
import io.manako.engine.store.Tags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arrangement of a library's tags. */
record EngineArrangement(Tags tags) implements TagArrangement {
    @Override
    public void place(TagName tag, @Nullable TagName parent) {
        tags.place(tag, parent);
    }

    @Override
    public void colour(TagName tag, @Nullable TagColour colour) {
        tags.colour(tag, colour);
    }

    @Override
    public List<TagName> aliases(TagName tag) {
        return tags.aliases().getOrDefault(tag, List.of());
    }

    @Override
    public void addAlias(TagName alias, TagName tag) {
        tags.addAlias(alias, tag);
    }

    @Override
    public void removeAlias(TagName alias) {
        tags.removeAlias(alias);
    }
}
