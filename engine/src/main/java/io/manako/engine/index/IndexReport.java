package io.manako.engine.index;

import io.manako.engine.message.Message;
import java.util.List;
import java.util.Map;

/**
 * What a run did.
 *
 * @param found photo files in the folders
 * @param encoded photos whose descriptors were computed and stored
 * @param unchanged files that did not need to be read, or that turned out to show the same picture as before
 * @param moved files that were found at another path, their photo kept
 * @param copies files that show a photo that has another file, too
 * @param unreadable files that could not be read, now or before and not changed since
 * @param missing files that are gone; their photos are kept
 * @param offline files whose drive or folder was not there; their photos are kept
 * @param skipped files of formats that are not read, by format, in these folders
 * @param notices what the user should know
 * @param cancelled whether the run was stopped before its end; the next one goes on where it was
 * @param seconds how long it took, pauses left out
 */
public record IndexReport(
        int found,
        int encoded,
        int unchanged,
        int moved,
        int copies,
        int unreadable,
        int missing,
        int offline,
        Map<String, Integer> skipped,
        List<Message> notices,
        boolean cancelled,
        double seconds) {
    public IndexReport {
        skipped = Map.copyOf(skipped);
        notices = List.copyOf(notices);
    }

    /** Photos encoded a second, over the whole run. */
    public double photosPerSecond() {
        return seconds > 0 ? encoded / seconds : 0;
    }
}
