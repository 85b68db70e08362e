package io.manako.engine.vit;

import java.time.Duration;

/** What is of use only beside a model: it is let go when the model rests, and comes back with it. Thread-safe. */
public interface Companion {
    /**
     * Lets go what nobody has asked for lately; who asks for it later gets it all the same, after a while.
     *
     * @return whether there was something to let go
     */
    boolean rest(Duration unasked);

    /** Comes back, on a thread of its own, while the model is being loaded. */
    void wake();
}
