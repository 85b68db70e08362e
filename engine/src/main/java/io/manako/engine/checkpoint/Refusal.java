package io.manako.engine.checkpoint;

import io.manako.engine.message.Message;

/** Why a pickle is not read further; whoever knows the file makes a {@link CheckpointException} of it. */
final class Refusal extends Exception {
    private final transient Message why;

    private Refusal(Message why) {
        super(why.english());
        this.why = why;
    }

    /** Bytes that PyTorch does not write for weights. */
    static Refusal damaged(String what) {
        return new Refusal(Message.of("engine.checkpoint.damaged", what));
    }

    /** A name of Python's that weights have no need of. */
    static Refusal code(String name) {
        return new Refusal(Message.of("engine.checkpoint.code", name));
    }

    /** A tensor that is more than its data. */
    static Refusal view(String tensor) {
        return new Refusal(Message.of("engine.checkpoint.view", tensor));
    }

    Message why() {
        return why;
    }
}
