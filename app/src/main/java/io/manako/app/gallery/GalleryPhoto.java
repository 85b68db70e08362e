package io.manako.app.gallery;

import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;

/** A photo of the library: what a thumbnail needs. */
public record GalleryPhoto(PhotoId id, Path path) {}
