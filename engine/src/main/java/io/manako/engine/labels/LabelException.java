package io.manako.engine.labels;

/** There is nothing to learn labels from; the message is a whole sentence that says why. */
public final class LabelException extends Exception {
    private static final long serialVersionUID = 1;

    LabelException(String message) {
        super(message);
    }
}
