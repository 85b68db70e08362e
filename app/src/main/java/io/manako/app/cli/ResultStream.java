package io.manako.app.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Results. Remembers why they could not be written, of which a {@link java.io.PrintStream} itself says nothing. */
final class ResultStream extends TextStream {
    private final Watched watched;

    ResultStream(OutputStream to) {
        this(new Watched(to));
    }

    private ResultStream(Watched watched) {
        super(watched);
        this.watched = watched;
    }

    /** Whether who read the results wanted no more of them, as {@code head} does. */
    boolean isReadNoMore() {
        IOException failure = watched.failure;
        return failure != null
                && String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    private static final class Watched extends FilterOutputStream {
        private volatile @Nullable IOException failure;

        Watched(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
