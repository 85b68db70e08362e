/**
 * Whether two pictures show the very same thing: local features whose places agree with one motion. Besides {@code photo} the
 * only package that sees OpenCV.
 */
@NullMarked
package io.manako.engine.geometry;

import org.jspecify.annotations.NullMarked;
