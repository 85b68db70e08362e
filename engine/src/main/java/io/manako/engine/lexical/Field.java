package io.manako.engine.lexical;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Where words are found, and how much that says. */
enum Field {
    TAG(2, PhotoText::tags),
    TITLE(1.5f, PhotoText::titles),
    CAPTION(1, PhotoText::captions),
    PLACE(0.5f, text -> text.places().stream().map(Field::spaced).toList());

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})");

    private final float weight;
    private final Function<PhotoText, List<String>> texts;

    Field(float weight, Function<PhotoText, List<String>> texts) {
        this.weight = weight;
        this.texts = texts;
    }

    float weight() {
        return weight;
    }

    /** Whether it says what a photo is of, and not only where it lies. */
    boolean content() {
        return this != PLACE;
    }

    List<String> texts(PhotoText text) {
        return texts.apply(text);
    }

    /** Names of files are words joined by signs, or by capitals: red_lamp-2, RedLamp. */
    static String spaced(String name) {
        return BETWEEN.matcher(name).replaceAll(" ");
    }
}
