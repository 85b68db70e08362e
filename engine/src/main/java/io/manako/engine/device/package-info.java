/**
 * Which device a model runs on. No GPU is used before it was tried in a process of its own and computed what the CPU computes;
 * whatever goes wrong, the CPU is used.
 */
@NullMarked
package io.manako.engine.device;

import org.jspecify.annotations.NullMarked;
