/**
 * The command line. Results go to stdout, everything else to stderr; exit code 0 done, 1 failed, 2 wrong use. The only
 * package that may write to the standard streams.
 */
@NullMarked
package io.manako.app.cli;

import org.jspecify.annotations.NullMarked;
