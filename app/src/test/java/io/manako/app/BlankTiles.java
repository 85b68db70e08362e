package io.manako.app;

import io.manako.app.gallery.PictureFrame;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListView;

/** Counts what has not come yet in a grid. For the UI thread. */
final class BlankTiles {
    private BlankTiles() {}

    /** Tiles on the screen that stand for a photo and have no picture of it. */
    static int in(ListView<?> grid) {
        Bounds seen = grid.localToScene(grid.getLayoutBounds());
        int blank = 0;
        for (Node node : grid.lookupAll(".photo-tile")) {
            boolean shown = node.isVisible()
                    && node.localToScene(node.getLayoutBounds()).intersects(seen)
                    && node.getAccessibleText() != null;
            for (Node child : node.lookupAll("*")) {
                if (shown && child instanceof PictureFrame frame && frame.getPicture() == null) {
                    blank++;
                }
            }
        }
        return blank;
    }
}
