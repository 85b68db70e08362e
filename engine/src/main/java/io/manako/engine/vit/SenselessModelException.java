package io.manako.engine.vit;

import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;

/** What a model makes of a picture is no number: its weights are of no use. The message is for the user. */
public final class SenselessModelException extends IllegalStateException implements Worded {
    private final transient Message wording;

    /** @param model its name */
    public SenselessModelException(String model) {
        this(Message.of("engine.models.senseless", model));
    }

    private SenselessModelException(Message wording) {
        super(wording.english());
        this.wording = wording;
    }

    @Override
    public Message wording() {
        return wording;
    }
}
