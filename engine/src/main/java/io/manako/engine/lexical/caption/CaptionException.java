package io.manako.engine.lexical.caption;

import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;
import java.io.IOException;

/** Why a server gave no caption, in one sentence for the user. */
public final class CaptionException extends IOException implements Worded {
    /** What it is worth to do next. */
    enum Hope {
        /** The same question may be answered a moment later. */
        AGAIN,
        /** Another photo may get its caption. */
        NEXT_PHOTO,
        /** Nobody is there. */
        NONE
    }

    private static final long serialVersionUID = 1;

    private final transient Message wording;
    private final Hope hope;

    CaptionException(Hope hope, Message wording) {
        super(wording.english());
        this.wording = wording;
        this.hope = hope;
    }

    Hope hope() {
        return hope;
    }

    @Override
    public Message wording() {
        return wording;
    }
}
