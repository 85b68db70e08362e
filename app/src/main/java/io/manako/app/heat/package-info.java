/** Heat maps of attention, one colour map for the desktop and for sheets; plain arrays, no toolkit. */
@NullMarked
package io.manako.app.heat;

import org.jspecify.annotations.NullMarked;
