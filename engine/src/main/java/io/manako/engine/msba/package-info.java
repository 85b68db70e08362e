/** Multi-scale windows of the gallery (method.md §4). */
@NullMarked
package io.manako.engine.msba;

import org.jspecify.annotations.NullMarked;
