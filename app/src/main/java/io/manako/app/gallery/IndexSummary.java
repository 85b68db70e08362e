package io.manako.app.gallery;

/**
 * How an indexing run ended.
 *
 * @param found photos seen in the folders
 * @param encoded photos that were new or changed
 * @param unchanged photos that had nothing to do
 * @param unreadable files that could not be read
 * @param cancelled whether the user stopped it; what is done is kept
 */
public record IndexSummary(int found, int encoded, int unchanged, int unreadable, boolean cancelled) {}
