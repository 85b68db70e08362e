/**
 * Labels that learn: what a user calls photos becomes a small classifier for each tag on the backbone's stored descriptors,
 * which suggests the tag for other photos (method.md §7). Nothing is encoded again.
 */
@NullMarked
package io.manako.engine.labels;

import org.jspecify.annotations.NullMarked;
