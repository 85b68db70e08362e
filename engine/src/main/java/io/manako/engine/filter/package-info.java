/**
 * Which photos a search looks at: a small language over tags, folders, dates, cameras and stars. Words side by side must all hold;
 * {@code OR}, {@code NOT} and parentheses join them otherwise, {@code AND} may be written; quotes make several words one
 * tag, an asterisk at the end stands for what may follow; {@code folder:}, {@code collection:}, {@code date:}, {@code camera:} and {@code rating:} ask for those.
 *
 * <pre>
 * lamp NOT (desk OR "floor lamp") folder:holidays date:2024-05..2025 camera:"eos 80d" rating:3..
 * </pre>
 */
@NullMarked
package io.manako.engine.filter;

import org.jspecify.annotations.NullMarked;
