/** What a user can do: one enum, with text, icon and key, and the controls made from it. */
@NullMarked
package io.manako.app.action;

import org.jspecify.annotations.NullMarked;
