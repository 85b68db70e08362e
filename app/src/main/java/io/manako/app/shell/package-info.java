/** The window: menus, tool bar, status bar, notices. */
@NullMarked
package io.manako.app.shell;

import org.jspecify.annotations.NullMarked;
