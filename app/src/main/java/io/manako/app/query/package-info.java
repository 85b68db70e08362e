/** The query photo: marks and their history, coordinates, tools, head strip. */
@NullMarked
package io.manako.app.query;

import org.jspecify.annotations.NullMarked;
