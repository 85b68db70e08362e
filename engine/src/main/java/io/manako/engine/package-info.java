/** {@link io.manako.engine.Engine} is where a reader begins: the one entry point for the app. */
@NullMarked
package io.manako.engine;

import org.jspecify.annotations.NullMarked;
