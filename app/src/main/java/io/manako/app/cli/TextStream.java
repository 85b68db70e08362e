package io.manako.app.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Text as UTF-8 whatever the locale, its control characters {@linkplain VisibleControls made visible} while it still is
 * text: once it is bytes, what a piece of it ends with may be half a character. Whoever writes bytes has seen to that.
 */
class TextStream extends PrintStream {
    TextStream(OutputStream to) {
        super(to, true, StandardCharsets.UTF_8);
    }

    @Override
    public void print(char c) {
        print(String.valueOf(c));
    }

    @Override
    public void print(char[] text) {
        print(String.valueOf(text));
    }

    @Override
    public void print(@Nullable Object object) {
        print(String.valueOf(object));
    }

    @Override
    public void print(@Nullable String text) {
        super.print(VisibleControls.in(String.valueOf(text)));
    }
}
