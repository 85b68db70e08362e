package io.manako.engine.metadata;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Ends a file in which more elements of XML end than {@link SidecarFile#MOST_TAGS} allows for, before whoever reads its XMP takes hours
 * over them. Only what is read counts: a picture is mostly skipped, and where it is read, its bytes look like an end of an element once
 * in thirty thousand.
 */
final class TagLimit extends FilterInputStream {
    private int ends;

    /** The last byte that was no zero: in UTF-16, zeros stand between the signs. */
    private int last;

    TagLimit(InputStream file) {
        super(file);
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        if (read > 0) {
            count(read);
        }
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, length);
        for (int i = offset; i < offset + read; i++) {
            if (target[i] != 0) {
                count(target[i]);
            }
        }
        return read;
    }

    private void count(int sign) throws IOException {
        boolean end = last == '<' && sign == '/' || last == '/' && sign == '>';
        last = sign;
        if (end && ++ends > SidecarFile.MOST_TAGS / 2) {
            throw new IOException("more elements than metadata have");
        }
    }
}
