/** How models come into the user's models folder, and go. */
@NullMarked
package io.manako.engine.models;

import org.jspecify.annotations.NullMarked;
