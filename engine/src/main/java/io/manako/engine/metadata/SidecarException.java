package io.manako.engine.metadata;

import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;
import java.io.IOException;

/** An XMP file that cannot be used. */
public final class SidecarException extends IOException implements Worded {
    private final transient Message wording;

    SidecarException(Message wording) {
        super(wording.english());
        this.wording = wording;
    }

    @Override
    public Message wording() {
        return wording;
    }
}
