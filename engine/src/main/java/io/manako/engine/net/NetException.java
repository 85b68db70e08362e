package io.manako.engine.net;

import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;
import java.io.IOException;

/** A download that did not come to its end. The message says why and what to do. */
public final class NetException extends IOException implements Worded {
    private final transient Message wording;
    private final boolean passing;

    private NetException(Message wording, boolean passing) {
        super(wording.english());
        this.wording = wording;
        this.passing = passing;
    }

    /** Something that asking again does not change. */
    static NetException lasting(String key, Object... arguments) {
        return new NetException(Message.of(key, arguments), false);
    }

    /** Something that may be over in a moment. */
    static NetException passing(String key, Object... arguments) {
        return new NetException(Message.of(key, arguments), true);
    }

    /** Whether asking again may help. */
    boolean isPassing() {
        return passing;
    }

    @Override
    public Message wording() {
        return wording;
    }
}
