package io.manako.engine.train;

import io.manako.engine.photo.Raster;
import io.manako.engine.vit.FrozenTeacher;
import java.util.List;

/** A frozen network to learn from, for pictures of {@link HybridShape#pixels()} by as many pixels. */
interface Teacher {
    /** Names it and how it is asked: another key, another cache. */
    String key();

    int dimension();

    List<FrozenTeacher.Tokens> tokens(List<Raster> pictures);

    /**
     * Its focus tokens, {@code float[T][dimension]}. Asked of the first teacher alone.
     *
     * @param regions m of each, on the student's grid
     */
    float[][] focus(Raster picture, List<float[]> regions);
}
