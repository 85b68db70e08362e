/** Decoding, orientation, thumbnails and mask assist; the only package that sees OpenCV and image codecs. */
@NullMarked
package io.manako.engine.photo;

import org.jspecify.annotations.NullMarked;
