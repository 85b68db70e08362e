package io.manako.engine.prompt;

/** Marks that mean nothing on the photo they were made on. The message is a whole sentence for the user. */
public class PromptException extends IllegalArgumentException {
    public PromptException(String message) {
        super(message);
    }
}
