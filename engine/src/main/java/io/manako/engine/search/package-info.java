/** From a prompt to ranked and explained hits. */
@NullMarked
package io.manako.engine.search;

import org.jspecify.annotations.NullMarked;
