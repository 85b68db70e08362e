package io.manako.engine.index;

import io.manako.engine.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The counts of a run while it goes on; see {@link IndexReport}. For the run's thread only. */
final class Tally {
    private static final int TOLD = 3;

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
    /** Sidecars that could not be read. */
    final List<Message> broken = new ArrayList<>();

    IndexReport report(boolean cancelled, double seconds) {
        // A folder of them shall not bury what else there is to say.
        notices.addAll(broken.subList(0, Math.min(TOLD, broken.size())));
        if (broken.size() > TOLD) {
            notices.add(Message.of("engine.metadata.more-broken", broken.size() - TOLD));
        }
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
