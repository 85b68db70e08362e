package io.manako.app.sheet;

import io.manako.engine.message.Message;
import java.util.function.Function;

/** A sheet's own words, in its language if the letters at hand have its script, else in English. */
record Wording(Function<Message, String> words) {
    static Wording of(Sheet sheet, Lettering letters) {
        boolean shown = letters.shows(sheet.words().apply(Message.of("sheet.heads")));
        return new Wording(shown ? sheet.words() : Message::english);
    }

    /** @param arguments for {@code {0}}, {@code {1}} … */
    String say(String key, Object... arguments) {
        return words.apply(Message.of(key, arguments));
    }
}
