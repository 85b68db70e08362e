package io.manako.engine.train;

import io.manako.engine.photo.Raster;
import io.manako.engine.vit.FrozenStem;
import java.util.List;

/** The frozen stem, for pictures of {@link HybridShape#pixels()} by as many pixels. */
interface Student {
    List<FrozenStem.Maps> maps(List<Raster> pictures);
}
