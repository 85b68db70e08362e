/** Work off the UI thread and its way back: the only caller of Platform.runLater. */
@NullMarked
package io.manako.app.task;

import org.jspecify.annotations.NullMarked;
