package io.manako.app.curate;

import io.manako.engine.prompt.Box;
import io.manako.engine.store.PhotoRegion;
import org.jspecify.annotations.Nullable;

/** Boxes in pixels as the parts of photos that tags are for. Pure functions. */
final class Places {
    /** A box that leaves less of a side out is of the whole photo. */
    private static final float WHOLE = 0.99f;

    private Places() {}

    /**
     * The part of a photo that a box covers.
     *
     * @param width of the photo in pixels, as is {@code height}
     * @return null where nothing of the box is in the photo, or it is all of it
     */
    static @Nullable PhotoRegion region(Box box, int width, int height) {
        float left = (float) Math.clamp(box.x() / width, 0, 1);
        float top = (float) Math.clamp(box.y() / height, 0, 1);
        float right = (float) Math.clamp((box.x() + box.width()) / width, 0, 1);
        float bottom = (float) Math.clamp((box.y() + box.height()) / height, 0, 1);
        boolean whole = right - left > WHOLE && bottom - top > WHOLE;
        return right > left && bottom > top && !whole ? new PhotoRegion(left, top, right - left, bottom - top) : null;
    }
}
