/** Errors that nobody foresaw: their code, the dialog that tells of them, and the logs for whoever mends them. */
@NullMarked
package io.manako.app.fault;

import org.jspecify.annotations.NullMarked;
