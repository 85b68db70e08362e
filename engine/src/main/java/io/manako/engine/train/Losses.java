package io.manako.engine.train;

import java.util.List;

/**
 * Distances 1 − cosine from the teachers, from 0 to 2, weighted as in train_reference.py.
 *
 * @param view CLS from what the teachers say of the view
 * @param focus focus tokens from what they say of the boxes
 * @param gates tokens under soft gates from the boxes
 * @param both tokens with both from the boxes
 * @param cells patch tokens from the first teacher's
 */
public record Losses(double view, double focus, double gates, double both, double cells) {
    static final double VIEW = 1;
    static final double FOCUS = 1.5;
    static final double GATES = 1;
    static final double BOTH = 1.5;
    static final double CELLS = 0.5;

    /** What each is called in a table, in the order of {@link #values()}. */
    static final List<String> NAMES = List.of("loss", "view", "focus", "gates", "both", "patches");

    /** The weighted sum and each distance. */
    double[] values() {
        return new double[] {total(), view, focus, gates, both, cells};
    }

    /** These losses, and {@code share} of the way from them to others. */
    Losses towards(Losses other, double share) {
        return new Losses(
                view + share * (other.view - view),
                focus + share * (other.focus - focus),
                gates + share * (other.gates - gates),
                both + share * (other.both - both),
                cells + share * (other.cells - cells));
    }

    /** The weighted sum that is minimised. */
    public double total() {
        return VIEW * view + FOCUS * focus + GATES * gates + BOTH * both + CELLS * cells;
    }
}
