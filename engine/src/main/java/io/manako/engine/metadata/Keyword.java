package io.manako.engine.metadata;

import java.util.List;

/**
 * A keyword of a photo.
 *
 * @param path from the top of its hierarchy down to the keyword itself; one element where it has no hierarchy. No element
 *     is blank or has control characters
 */
public record Keyword(List<String> path) {
    public Keyword {
        path = List.copyOf(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a keyword without a name");
        }
    }

    /** One without a hierarchy. */
    static Keyword flat(String name) {
        return new Keyword(List.of(name));
    }

    public String name() {
        return path.getLast();
    }
}
