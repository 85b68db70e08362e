package io.manako.app.gallery;

import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.store.SearchName;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A saved search that is ready to be asked again.
 *
 * @param session the query photo, or null where words alone are asked for
 * @param notice that it is another model's, or null
 * @param isNew whether a photo was not in the library when the hits were last looked at
 */
public record SavedQuery(
        SearchName name,
        @Nullable QuerySession session,
        SearchRequest request,
        @Nullable Message notice,
        Predicate<PhotoId> isNew) {
    /** Whether an answer is to this search, as long as its photo or, without one, its words are asked for. */
    public boolean isAnsweredBy(Answer answer) {
        return answer.session() == session
                && (session != null || answer.request().words().equals(request.words()));
    }
}
