package io.manako.engine.train;

import java.util.List;

/**
 * Distances 1 − cosine from the teacher, from 0 to 2.
 *
 * @param view CLS from the teacher's descriptor of the view
 * @param focus focus tokens from the crops
 * @param gates tokens under soft gates from the crops
 * @param cells patch tokens from the teacher's
 */
public record Losses(double view, double focus, double gates, double cells) {
    static final double VIEW = 1;
    static final double FOCUS = 2;
    static final double GATES = 1;
    static final double CELLS = 0.5;

    /** What each is called in a table, in the order of {@link #values()}. */
    static final List<String> NAMES = List.of("loss", "view", "focus", "gates", "patches");

    /** The weighted sum and each distance. */
    double[] values() {
        return new double[] {total(), view, focus, gates, cells};
    }

    /** These losses, and {@code share} of the way from them to others. */
    Losses towards(Losses other, double share) {
        return new Losses(
                view + share * (other.view - view),
                focus + share * (other.focus - focus),
                gates + share * (other.gates - gates),
                cells + share * (other.cells - cells));
    }

    /** The weighted sum that is minimised. */
    public double total() {
        return VIEW * view + FOCUS * focus + GATES * gates + CELLS * cells;
    }
}
