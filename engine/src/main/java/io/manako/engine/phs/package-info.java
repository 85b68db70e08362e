/** PHS, prompt-guided head selection: scores of attention heads against a prompt, and their gates; pure functions on arrays. */
@NullMarked
package io.manako.engine.phs;

import org.jspecify.annotations.NullMarked;
