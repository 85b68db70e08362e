package io.manako.engine.message;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * One sentence or more for the user: the key of a text in the message bundles and what is filled in. Immutable.
 *
 * @param key of a text in {@code messages.properties}
 * @param arguments for {@code {0}}, {@code {1}} …: strings, or messages within the message
 */
public record Message(String key, List<Object> arguments) {
    private static final String BUNDLE = "io.manako.resources.messages.messages";

    /** Key of a text that has no translation and stands for itself. */
    private static final String PLAIN = "engine.plain";

    /** ASCII's unit separator: in front of each part of {@link #encoded}, and in no sentence. */
    private static final char UNIT = '\u001f';

    public Message {
        arguments = List.copyOf(arguments);
    }

    /** @param arguments messages stay messages, everything else becomes a string */
    public static Message of(String key, @Nullable Object... arguments) {
        return new Message(
                key,
                Arrays.stream(arguments)
                        .map(argument -> argument instanceof Message ? argument : String.valueOf(argument))
                        .toList());
    }

    /** A sentence that is shown as it is in every language, such as another program's. */
    public static Message plain(String text) {
        return of(PLAIN, text);
    }

    /** The text in English. */
    public String english() {
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(argument instanceof Message message ? message.english() : (String) argument);
        }
        try {
            String pattern = ResourceBundle.getBundle(BUNDLE, Locale.ROOT, Message.class.getClassLoader())
                    .getString(key);
            return new MessageFormat(pattern, Locale.ROOT).format(texts.toArray());
        } catch (MissingResourceException e) {
            return key + texts; // written by a newer program that knows more
        }
    }

    /** One string for a database; messages within the message become English. */
    public String encoded() {
        if (key.equals(PLAIN)) {
            return english();
        }
        StringBuilder text = new StringBuilder().append(UNIT).append(key);
        for (Object argument : arguments) {
            String part = argument instanceof Message message ? message.english() : (String) argument;
            text.append(UNIT).append(part.replace(UNIT, ' '));
        }
        return text.toString();
    }

    /** The other way round; a string that {@link #encoded} did not make is a plain sentence. */
    public static Message decode(String encoded) {
        if (encoded.isEmpty() || encoded.charAt(0) != UNIT) {
            return plain(encoded);
        }
        String[] parts = encoded.substring(1).split(String.valueOf(UNIT), -1);
        return of(parts[0], (Object[]) Arrays.copyOfRange(parts, 1, parts.length));
    }

    @Override
    public String toString() {
        return english();
    }
}
