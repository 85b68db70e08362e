package io.manako.engine.train;

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

    /** The weighted sum that is minimised. */
    public double total() {
        return VIEW * view + FOCUS * focus + GATES * gates + CELLS * cells;
    }
}
