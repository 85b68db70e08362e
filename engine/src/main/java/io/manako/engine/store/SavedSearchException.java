package io.manako.engine.store;

import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;
import org.jspecify.annotations.Nullable;

/** A search that cannot be saved, found or asked again; the message is for the user. */
public final class SavedSearchException extends IllegalArgumentException implements Worded {
    private final transient Message wording;

    public SavedSearchException(Message wording) {
        this(wording, null);
    }

    public SavedSearchException(Message wording, @Nullable Exception cause) {
        super(wording.english(), cause);
        this.wording = wording;
    }

    @Override
    public Message wording() {
        return wording;
    }
}
