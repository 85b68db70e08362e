package io.manako.app.gallery;

import io.manako.engine.message.Message;
import java.util.List;

/**
 * How an indexing run ended.
 *
 * @param found photos seen in the folders
 * @param encoded photos that were new or changed
 * @param unchanged photos that had nothing to do
 * @param unreadable files that could not be read
 * @param cancelled whether the user stopped it; what is done is kept
 * @param notices what the user should know; mostly none
 */
public record IndexSummary(
        int found, int encoded, int unchanged, int unreadable, boolean cancelled, List<Message> notices) {
    public IndexSummary {
        notices = List.copyOf(notices);
    }

    public IndexSummary(int found, int encoded, int unchanged, int unreadable, boolean cancelled) {
        this(found, encoded, unchanged, unreadable, cancelled, List.of());
    }
}
