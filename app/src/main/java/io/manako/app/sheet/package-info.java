/**
 * The sheet: one picture that shows a search, from the marked photo and the heads chosen for it to the hits and where
 * they matched. Plain drawing in memory; no display is needed, nor any installed font.
 */
@NullMarked
package io.manako.app.sheet;

import org.jspecify.annotations.NullMarked;
