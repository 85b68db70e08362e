/** The sample collection: still-life scenes drawn by code, with ground truth. */
@NullMarked
package io.manako.engine.sample;

import org.jspecify.annotations.NullMarked;
