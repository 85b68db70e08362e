package io.manako.engine.index;

import io.manako.engine.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The counts of a run while it goes on; see {@link IndexReport}. For the run's thread only. */
final class Tally {
    int found;
    int encoded;
    int unchanged;
    int moved;
    int copies;
    int unreadable;
    int missing;
    int offline;
    /** Files of the work list that are finished and stored. */
    int done;

    final Map<String, Integer> skipped = new TreeMap<>();
    final List<Message> notices = new ArrayList<>();

    IndexReport report(boolean cancelled, double seconds) {
        return new IndexReport(
                found,
                encoded,
                unchanged,
                moved,
                copies,
                unreadable,
                missing,
                offline,
                skipped,
                notices,
                cancelled,
                seconds);
    }
}
