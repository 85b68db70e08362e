/** Settings with their defaults, where they are kept, and the language of every text. */
@NullMarked
package io.manako.app.settings;

import org.jspecify.annotations.NullMarked;
