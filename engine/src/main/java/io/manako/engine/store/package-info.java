/** The two H2 files of a library; the only package that sees java.sql. */
@NullMarked
package io.manako.engine.store;

import org.jspecify.annotations.NullMarked;
