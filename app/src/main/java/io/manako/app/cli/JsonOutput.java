package io.manako.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.manako.app.export.JsonText;
import java.io.IOException;

/** Prints the one JSON document of a command. */
final class JsonOutput {
    private JsonOutput() {}

    static void print(JsonNode document, Console console) throws IOException {
        console.out().println(JsonText.of(document));
    }
}
