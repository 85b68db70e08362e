package io.manako.engine.train;

import io.manako.engine.photo.Raster;
import io.manako.engine.vit.FrozenStem;
import io.manako.engine.vit.FrozenTeacher;
import java.util.List;

/** The two frozen networks, for pictures of {@link HybridShape#pixels()} by as many pixels. */
interface Features {
    List<FrozenStem.Maps> maps(List<Raster> pictures);

    List<FrozenTeacher.Tokens> tokens(List<Raster> pictures);
}
