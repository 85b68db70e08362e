package io.manako.app.shell;

import io.manako.app.fault.FaultViewModel;
import io.manako.app.settings.Failures;
import io.manako.engine.message.Message;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the user has to know now, one thing at a time, and the errors that nobody foresaw. For the UI thread. */
public final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private final ReadOnlyObjectWrapper<@Nullable Notice> now = new ReadOnlyObjectWrapper<>();
    private final FaultViewModel faults = new FaultViewModel(this::warn);

    /** Tells of something that went wrong; the program lives on. */
    public void report(Throwable failure) {
        if (Failures.isForeseen(failure)) {
            LOG.warn("told the user: {}", failure.toString());
            warn(Failures.message(failure));
        } else {
            faults.meet(failure);
        }
    }

    /** Tells of something that could not be done, in a sentence for the user. */
    public void warn(String sentence) {
        warn(Message.plain(sentence));
    }

    public void warn(Message wrong) {
        now.set(new Notice(Notice.Kind.ERROR, wrong));
    }

    /** Tells of something that was done, in a sentence for the user. */
    public void tell(String sentence) {
        tell(Message.plain(sentence));
    }

    public void tell(Message hint) {
        now.set(new Notice(Notice.Kind.HINT, hint));
    }

    public void dismiss() {
        now.set(null);
    }

    /** Null where there is nothing to know. */
    public ReadOnlyObjectProperty<@Nullable Notice> nowProperty() {
        return now.getReadOnlyProperty();
    }

    public FaultViewModel faults() {
        return faults;
    }
}
