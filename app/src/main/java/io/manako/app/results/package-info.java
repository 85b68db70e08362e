/** Hits in a virtual grid, their overlays and details. */
@NullMarked
package io.manako.app.results;

import org.jspecify.annotations.NullMarked;
