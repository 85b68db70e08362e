package io.manako.app.cli;

/** Why a command cannot do its work, in whole sentences for the user. Ends in exit code 1. */
final class CommandFailure extends Exception {
    CommandFailure(String message) {
        super(message);
    }

    CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
