package io.manako.engine.sample;

import io.manako.engine.prompt.Box;

/**
 * Ground truth: a thing and where it is.
 *
 * @param box around what is seen of it, in pixels of the picture
 */
public record SceneObject(Kind kind, Box box) {}
