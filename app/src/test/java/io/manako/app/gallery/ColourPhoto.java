package io.manako.app.gallery;

import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.PatchGrid;

/**
 * A photo as {@link ColourGallery} knows it.
 *
 * @param patches mean colours, {@code float[patches][3]}
 */
record ColourPhoto(GalleryPhoto row, int width, int height, float[][] patches) {
    private static final PatchGrid GRID = ColourGallery.GRID;

    /** The mean colour of each patch, {@code float[patches][3]}, 0 to 1. */
    static float[][] patches(Raster raster) {
        float[][] patches = new float[GRID.patches()][3];
        int[] counts = new int[GRID.patches()];
        for (int y = 0; y < raster.height(); y++) {
            for (int x = 0; x < raster.width(); x++) {
                int patch = y * GRID.rows() / raster.height() * GRID.columns() + x * GRID.columns() / raster.width();
                counts[patch]++;
                for (int c = 0; c < 3; c++) {
                    patches[patch][c] += raster.at(x, y, c) / 255f;
                }
            }
        }
        for (int p = 0; p < patches.length; p++) {
            for (int c = 0; c < 3; c++) {
                patches[p][c] /= Math.max(1, counts[p]);
            }
        }
        return patches;
    }
}
