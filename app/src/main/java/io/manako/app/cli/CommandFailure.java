package io.manako.app.cli;

import java.nio.file.Path;

/** Why a command cannot do its work, in whole sentences for the user. Ends in exit code 1. */
final class CommandFailure extends Exception {
    /** A folder that is no library. */
    static CommandFailure noLibrary(Path directory) {
        return new CommandFailure("There is no library in " + directory + ". Make one with: " + indexing(directory));
    }

    /** A library without photos that the model knows. */
    static CommandFailure noPhotos(Path directory, String model) {
        return new CommandFailure("The library in " + directory + " holds no photos encoded with the model " + model
                + ". Encode some with: " + indexing(directory));
    }

    /** The command that puts photos into a library. */
    static String indexing(Path directory) {
        return "manako index --library " + Cli.typed(directory) + " FOLDER";
    }

    CommandFailure(String message) {
        super(message);
    }

    CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
