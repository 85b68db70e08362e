/** Sentences for the user, as keys and arguments, so that whoever shows them chooses the language. */
@NullMarked
package io.manako.engine.message;

import org.jspecify.annotations.NullMarked;
