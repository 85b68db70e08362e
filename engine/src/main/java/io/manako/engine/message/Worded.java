package io.manako.engine.message;

/** An exception whose message is for the user, in any language. {@link Throwable#getMessage} is the same in English. */
public interface Worded {
    /** What happened, what it means and what to do. */
    Message wording();
}
