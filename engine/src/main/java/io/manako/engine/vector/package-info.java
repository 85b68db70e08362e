/** The exact scan: dot products with the Vector API, int8 quantisation, top-k; no ML, no SQL. */
@NullMarked
package io.manako.engine.vector;

import org.jspecify.annotations.NullMarked;
