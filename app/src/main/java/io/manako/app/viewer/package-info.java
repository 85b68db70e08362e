/** One photo as large as the screen: to look at, to go through a list, and to mark a thing in at once. */
@NullMarked
package io.manako.app.viewer;

import org.jspecify.annotations.NullMarked;
