package io.manako.engine.photo;

import static io.manako.engine.photo.Libheif.call;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A HEIC or AVIF picture, opened by libheif: its first (primary) picture, turned upright by the library. Its EXIF
 * orientation says the same once more and is passed over (ISO/IEC 23008-12, annex A.2.1). Not thread-safe; each photo
 * has one of its own.
 */
final class HeifFile implements AutoCloseable {
    private static final int COLORSPACE_RGB = 1;
    private static final int CHROMA_INTERLEAVED_RGB = 10;
    private static final int CHROMA_INTERLEAVED_RGBA = 11;
    private static final int CHANNEL_INTERLEAVED = 10;

    private final Libheif library = Libheif.installed();
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment context;
    private final MemorySegment handle;

    /**
     * @param interleaved upright pixels, {@code byte[height * width * channels]}
     * @param channels 3 (R, G, B) or 4 (with alpha)
     * @param premultiplied whether colours are multiplied by their alpha
     */
    record Pixels(int width, int height, int channels, boolean premultiplied, byte[] interleaved) {}

    private HeifFile(byte[] file) throws HeifException {
        MemorySegment opened = MemorySegment.NULL;
        try {
            MemorySegment content = arena.allocate(file.length);
            MemorySegment.copy(file, 0, content, ValueLayout.JAVA_BYTE, 0, file.length);
            opened = (MemorySegment) call(library.contextAlloc);
            // The limit is the side of a square.
            call(library.contextLimit, opened, (int) Math.sqrt(PhotoDecoder.MAX_PIXELS));
            check(library.contextRead, opened, content, (long) file.length, MemorySegment.NULL);
            MemorySegment result = arena.allocate(ValueLayout.ADDRESS);
            check(library.primaryHandle, opened, result);
            context = opened;
            handle = result.get(ValueLayout.ADDRESS, 0);
        } catch (HeifException | RuntimeException | Error e) {
            if (!opened.equals(MemorySegment.NULL)) {
                call(library.contextFree, opened);
            }
            arena.close();
            throw e;
        }
    }

    /**
     * Reads the boxes of a file; its picture is not decoded yet.
     *
     * @throws HeifException if they make no sense, or only to a later release of the library
     */
    static HeifFile open(byte[] file) throws HeifException {
        return new HeifFile(file);
    }

    /** Pixels of the upright picture. */
    int width() {
        return (int) call(library.handleWidth, handle);
    }

    /** Pixels of the upright picture. */
    int height() {
        return (int) call(library.handleHeight, handle);
    }

    /** The ICC profile, or null where the file has none or names its colours by numbers. */
    byte @Nullable [] profile() throws HeifException {
        long size = (long) call(library.profileSize, handle);
        if (size < 1 || size > EmbeddedProfile.MAX_BYTES) {
            return null;
        }
        MemorySegment bytes = arena.allocate(size);
        check(library.profile, handle, bytes);
        return bytes.toArray(ValueLayout.JAVA_BYTE);
    }

    /** The picture of a file; 10 and 12 bits come as 8. */
    static Pixels decode(byte[] file) throws HeifException {
        try (HeifFile heif = open(file)) {
            return heif.decode();
        }
    }

    private Pixels decode() throws HeifException {
        boolean alpha = (int) call(library.handleHasAlpha, handle) != 0;
        int channels = alpha ? 4 : 3;
        MemorySegment result = arena.allocate(ValueLayout.ADDRESS);
        int chroma = alpha ? CHROMA_INTERLEAVED_RGBA : CHROMA_INTERLEAVED_RGB;
        check(library.decode, handle, result, COLORSPACE_RGB, chroma, MemorySegment.NULL);
        MemorySegment image = result.get(ValueLayout.ADDRESS, 0);
        try {
            int width = (int) call(library.imageWidth, image, CHANNEL_INTERLEAVED);
            int height = (int) call(library.imageHeight, image, CHANNEL_INTERLEAVED);
            MemorySegment stride = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment plane = (MemorySegment) call(library.imagePlane, image, CHANNEL_INTERLEAVED, stride);
            long rowBytes = stride.get(ValueLayout.JAVA_INT, 0);
            MemorySegment pixels = plane.reinterpret(rowBytes * height);
            int row = Math.multiplyExact(width, channels);
            byte[] rgb = new byte[Math.multiplyExact(row, height)];
            for (int y = 0; y < height; y++) {
                MemorySegment.copy(pixels, ValueLayout.JAVA_BYTE, rowBytes * y, rgb, y * row, row);
            }
            boolean premultiplied = alpha && (int) call(library.handleIsPremultiplied, handle) != 0;
            return new Pixels(width, height, channels, premultiplied, rgb);
        } finally {
            call(library.imageRelease, image);
        }
    }

    @Override
    public void close() {
        call(library.handleRelease, handle);
        call(library.contextFree, context);
        arena.close();
    }

    /** Calls a function that returns a {@code heif_error}, which the first argument allocates. */
    private void check(MethodHandle function, Object... arguments) throws HeifException {
        Object[] all = new Object[arguments.length + 1];
        all[0] = (SegmentAllocator) arena;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        MemorySegment error = (MemorySegment) call(function, all);
        int code = error.get(ValueLayout.JAVA_INT, 0);
        if (code != 0) {
            MemorySegment message = error.get(ValueLayout.ADDRESS, 8);
            throw new HeifException(
                    code,
                    message.equals(MemorySegment.NULL)
                            ? Arrays.toString(new int[] {code, error.get(ValueLayout.JAVA_INT, 4)})
                            : message.reinterpret(Long.MAX_VALUE).getString(0));
        }
    }
}
