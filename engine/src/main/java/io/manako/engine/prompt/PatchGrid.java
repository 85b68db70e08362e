package io.manako.engine.prompt;

/**
 * The grid of a Vision Transformer's patches: {@code rows * columns} patches, numbered row by row from the top left.
 *
 * @param rows patches from top to bottom, at least 1
 * @param columns patches from left to right, at least 1
 */
public record PatchGrid(int rows, int columns) {
    public PatchGrid {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("a patch grid of " + rows + " x " + columns);
        }
    }

    /** Number of patches, N. */
    public int patches() {
        return rows * columns;
    }
}
