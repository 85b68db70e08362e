package io.manako.app.fault;

import io.manako.engine.message.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The error that is being told of. One at a time and each once: an error that comes back with every picture drawn must
 * bury neither the user in dialogs nor the log. For the UI thread.
 */
public final class FaultViewModel {
    private static final Logger LOG = LoggerFactory.getLogger(FaultViewModel.class);

    /** How often the same error is written to the log. */
    private static final int LOGGED = 5;

    private final Consumer<Message> tell;
    private final Map<String, Integer> met = new HashMap<>();
    private final ReadOnlyObjectWrapper<@Nullable Fault> shown = new ReadOnlyObjectWrapper<>();

    /** @param tell told in one line of an error that was shown before */
    public FaultViewModel(Consumer<Message> tell) {
        this.tell = tell;
    }

    public void meet(Throwable failure) {
        Fault fault = Fault.of(failure);
        int times = met.merge(fault.code(), 1, Integer::sum);
        if (times <= LOGGED) {
            LOG.error("fault {}", fault.code(), failure);
        }
        if (shown.get() == null && times == 1) {
            shown.set(fault);
        } else if (times == 2) {
            tell.accept(Message.of("fault.again", fault.code()));
        }
    }

    public void dismiss() {
        shown.set(null);
    }

    /** The error to show, or null. */
    public ReadOnlyObjectProperty<@Nullable Fault> shownProperty() {
        return shown.getReadOnlyProperty();
    }
}
