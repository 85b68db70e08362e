package io.manako.engine.search;

import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.prompt.Prompt;
import java.util.List;

/**
 * How many times larger than the mark, in width and height, the part of the query photo is that is looked at from near, besides
 * the whole photo. A point's disc is no more than a guess at how far the thing reaches, so more is seen around it.
 *
 * @param outlined where boxes or masks say how far the thing reaches; 0: the whole photo alone
 * @param pointed where points alone say where it is; 0: the whole photo alone
 */
public record Zoom(double outlined, double pointed) {
    /** The whole photo alone. */
    public static final Zoom NONE = new Zoom(0, 0);

    /** Of the marks of one kind. */
    double of(Polarity polarity, List<Prompt> prompts) {
        return prompts.stream().filter(prompt -> prompt.polarity() == polarity).allMatch(Point.class::isInstance)
                ? pointed
                : outlined;
    }
}
