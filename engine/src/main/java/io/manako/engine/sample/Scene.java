package io.manako.engine.sample;

import io.manako.engine.photo.Raster;
import java.util.List;

/**
 * One picture of the sample collection.
 *
 * @param fileName its name in the collection's folder
 * @param objects what it shows, clutter left out
 */
public record Scene(String fileName, Raster picture, List<SceneObject> objects) {
    public Scene {
        objects = List.copyOf(objects);
    }
}
