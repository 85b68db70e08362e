/** Progress and cancellation of long work. */
@NullMarked
package io.manako.engine.task;

import org.jspecify.annotations.NullMarked;
