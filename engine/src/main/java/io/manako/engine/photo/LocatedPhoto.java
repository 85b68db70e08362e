package io.manako.engine.photo;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A photo and where its files are. */
public interface LocatedPhoto {
    PhotoId id();

    /** Absolute paths of all files with its picture, the one to open first. */
    List<Path> files();

    /** Its file in a folder or below, or empty where none lies there. */
    default Optional<Path> pathIn(Path folder) {
        return files().stream().filter(file -> file.startsWith(folder)).findFirst();
    }
}
