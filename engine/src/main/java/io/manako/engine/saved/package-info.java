/** Searches kept under names: what was asked, as a text for the store, and what was in the library when it was looked at. */
@NullMarked
package io.manako.engine.saved;

import org.jspecify.annotations.NullMarked;
