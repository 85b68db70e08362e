package io.manako.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.manako.app.export.JsonText;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Prints the one JSON document of a command. */
final class JsonOutput {
    private JsonOutput() {}

    /** From U+007F on JSON may hold control characters as they are. */
    private static final Pattern CONTROL = Pattern.compile("[\\x7f-\\x9f]");

    /** Prints the document with all control characters escaped: who reads it gets them, and no terminal obeys them. */
    static void print(JsonNode document, Console console) throws IOException {
        console.out().println(CONTROL.matcher(JsonText.of(document)).replaceAll(JsonOutput::escape));
    }

    private static String escape(MatchResult control) {
        return String.format(Locale.ROOT, "\\\\u%04x", (int) control.group().charAt(0));
    }
}
