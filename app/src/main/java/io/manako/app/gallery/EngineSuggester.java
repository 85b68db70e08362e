package io.manako.app.gallery;

import io.manako.engine.LearnedTags;
import io.manako.engine.TagSuggestion;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.TagName;
import io.manako.engine.task.CancellationToken;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a real library's tags taught. */
record EngineSuggester(LearnedTags learned) implements TagSuggester {
    @Override
    public List<TagName> tags() {
        return learned.tags();
    }

    @Override
    public int photos() {
        return learned.photos();
    }

    @Override
    public int examples(TagName tag) {
        return learned.examples(tag);
    }

    @Override
    public List<TagSuggestion> suggest(@Nullable Set<PhotoId> among, int each, CancellationToken cancellation) {
        return learned.suggest(among, each, cancellation);
    }
}
