package io.manako.app.shell;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the socket when a command is handed over. There: four letters, a length, and texts that end in 0. Back:
 * frames of a kind, a length and bytes, until one has the exit code. The caller's end of speech is an interrupt.
 */
final class CommandWire {
    /** No command line is longer on any system. */
    private static final int MAX_BYTES = 4 << 20;

    private static final int MAGIC = 'M' << 24 | 'N' << 16 | 'K' << 8 | '1';
    private static final int FRAME_BYTES = 1 << 16;

    private CommandWire() {}

    /**
     * A command as its user typed it.
     *
     * @param folder absolute; where the user was
     * @param terminal whether the user looks at a terminal
     */
    record Request(Path folder, boolean terminal, List<String> args) {}

    /** What a frame is. */
    enum Kind {
        /** The command was taken over and will run. */
        TAKEN,
        OUT,
        ERR,
        EXIT
    }

    record Frame(Kind kind, byte[] content) {}

    static void send(SocketChannel channel, Request request) throws IOException {
        List<String> texts = new ArrayList<>(request.args());
        texts.addFirst(String.valueOf(request.terminal()));
        texts.addFirst(request.folder().toString());
        byte[] body = (String.join("\0", texts) + "\0").getBytes(StandardCharsets.UTF_8);
        ByteBuffer message = ByteBuffer.allocate(8 + body.length);
        UserSocket.write(
                channel, message.putInt(MAGIC).putInt(body.length).put(body).flip());
    }

    /** The request, or null for anything that {@link #send} does not write. */
    static @Nullable Request receive(SocketChannel channel) throws IOException {
        ByteBuffer head = read(channel, 8);
        int length = head.getInt(4);
        if (head.getInt(0) != MAGIC || length < 1 || length > MAX_BYTES) {
            return null;
        }
        String[] texts =
                StandardCharsets.UTF_8.decode(read(channel, length)).toString().split("\0", -1);
        try {
            Path folder = Path.of(texts[0]);
            // After the last 0 there is an empty text.
            return texts.length < 3 || !folder.isAbsolute()
                    ? null
                    : new Request(
                            folder,
                            Boolean.parseBoolean(texts[1]),
                            List.copyOf(Arrays.asList(texts).subList(2, texts.length - 1)));
        } catch (InvalidPathException e) {
            return null;
        }
    }

    static void send(SocketChannel channel, Kind kind, byte[] content, int from, int length) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(5 + length);
        UserSocket.write(
                channel,
                frame.put((byte) kind.ordinal())
                        .putInt(length)
                        .put(content, from, length)
                        .flip());
    }

    /** The next frame. */
    static Frame next(SocketChannel channel) throws IOException {
        ByteBuffer head = read(channel, 5);
        int kind = head.get(0);
        int length = head.getInt(1);
        if (kind < 0 || kind >= Kind.values().length || length < 0 || length > FRAME_BYTES) {
            throw new IOException("a frame of kind " + kind + " and " + length + " bytes");
        }
        return new Frame(Kind.values()[kind], read(channel, length).array());
    }

    private static ByteBuffer read(SocketChannel channel, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the other side has hung up");
            }
        }
        return buffer.flip();
    }

    /** What is written goes out as frames. Thread-safe together with others on the same channel. */
    static OutputStream stream(SocketChannel channel, Kind kind) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                for (int done = 0; done < length; done += FRAME_BYTES) {
                    synchronized (channel) {
                        send(channel, kind, bytes, from + done, Math.min(FRAME_BYTES, length - done));
                    }
                }
            }
        };
    }
}
