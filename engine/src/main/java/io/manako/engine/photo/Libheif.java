package io.manako.engine.photo;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions of the system's libheif (<a href="https://github.com/strukturag/libheif">C API</a>, soname 1) that
 * {@link HeifFile} calls, bound by Java's foreign-function interface. The library is looked for once, when it is first
 * asked about. Thread-safe.
 */
final class Libheif {
    private static final Logger LOG = LoggerFactory.getLogger(Libheif.class);

    /** As the loader finds it on Linux, with Homebrew on macOS, and on the path of Windows. */
    private static final List<String> NAMES = List.of(
            "libheif.so.1",
            "libheif.1.dylib",
            "/opt/homebrew/lib/libheif.1.dylib",
            "/usr/local/lib/libheif.1.dylib",
            "heif.dll",
            "libheif.dll");

    private static final int COMPRESSION_HEVC = 1;
    private static final int COMPRESSION_AV1 = 4;

    /** {@code heif_error}: a code (0: none), a finer one, and a text that is the library's own. */
    static final StructLayout ERROR = MemoryLayout.structLayout(
            ValueLayout.JAVA_INT.withName("code"),
            ValueLayout.JAVA_INT.withName("subcode"),
            ValueLayout.ADDRESS.withName("message"));

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong SIZE = ValueLayout.JAVA_LONG;
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;
    private static final @Nullable Libheif INSTALLED = load();

    final MethodHandle contextAlloc;
    final MethodHandle contextFree;
    final MethodHandle contextRead;
    final MethodHandle contextLimit;
    final MethodHandle primaryHandle;
    final MethodHandle handleRelease;
    final MethodHandle handleWidth;
    final MethodHandle handleHeight;
    final MethodHandle handleHasAlpha;
    final MethodHandle handleIsPremultiplied;
    final MethodHandle profileSize;
    final MethodHandle profile;
    final MethodHandle decode;
    final MethodHandle imageRelease;
    final MethodHandle imageWidth;
    final MethodHandle imageHeight;
    final MethodHandle imagePlane;
    private final MethodHandle haveDecoder;

    private Libheif(SymbolLookup library) {
        Binder bind = new Binder(library, Linker.nativeLinker());
        contextAlloc = bind.function("heif_context_alloc", POINTER);
        contextFree = bind.procedure("heif_context_free", POINTER);
        contextRead =
                bind.function("heif_context_read_from_memory_without_copy", ERROR, POINTER, POINTER, SIZE, POINTER);
        contextLimit = bind.procedure("heif_context_set_maximum_image_size_limit", POINTER, INT);
        primaryHandle = bind.function("heif_context_get_primary_image_handle", ERROR, POINTER, POINTER);
        handleRelease = bind.procedure("heif_image_handle_release", POINTER);
        handleWidth = bind.function("heif_image_handle_get_width", INT, POINTER);
        handleHeight = bind.function("heif_image_handle_get_height", INT, POINTER);
        handleHasAlpha = bind.function("heif_image_handle_has_alpha_channel", INT, POINTER);
        handleIsPremultiplied = bind.function("heif_image_handle_is_premultiplied_alpha", INT, POINTER);
        profileSize = bind.function("heif_image_handle_get_raw_color_profile_size", SIZE, POINTER);
        profile = bind.function("heif_image_handle_get_raw_color_profile", ERROR, POINTER, POINTER);
        decode = bind.function("heif_decode_image", ERROR, POINTER, POINTER, INT, INT, POINTER);
        imageRelease = bind.procedure("heif_image_release", POINTER);
        imageWidth = bind.function("heif_image_get_width", INT, POINTER, INT);
        imageHeight = bind.function("heif_image_get_height", INT, POINTER, INT);
        imagePlane = bind.function("heif_image_get_plane_readonly", POINTER, POINTER, INT, POINTER);
        haveDecoder = bind.function("heif_have_decoder_for_format", INT, INT);
    }

    private record Binder(SymbolLookup library, Linker linker) {
        MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
            return linker.downcallHandle(library.findOrThrow(name), FunctionDescriptor.of(result, arguments));
        }

        MethodHandle procedure(String name, MemoryLayout... arguments) {
            return linker.downcallHandle(library.findOrThrow(name), FunctionDescriptor.ofVoid(arguments));
        }
    }

    /**
     * The library.
     *
     * @throws IllegalStateException where it is not installed: ask {@link #decodes} first
     */
    static Libheif installed() {
        if (INSTALLED == null) {
            throw new IllegalStateException("libheif is not installed");
        }
        return INSTALLED;
    }

    /** Whether the library is there and has a decoder for HEIC or AVIF. */
    static boolean decodes(PhotoFormat format) {
        int compression = switch (format) {
            case HEIC -> COMPRESSION_HEVC;
            case AVIF -> COMPRESSION_AV1;
            default -> throw new IllegalArgumentException(format.label());
        };
        return INSTALLED != null && (int) call(INSTALLED.haveDecoder, compression) != 0;
    }

    /** Calls a function of the library; it knows no Java exceptions. */
    static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a call of libheif", e);
        }
    }

    private static @Nullable Libheif load() {
        for (String name : NAMES) {
            try {
                Libheif library = new Libheif(SymbolLookup.libraryLookup(name, Arena.global()));
                initialise(name);
                return library;
            } catch (RuntimeException e) {
                LOG.debug("No libheif as {}: {}", name, e.toString());
            }
        }
        return null;
    }

    /** Decoders that are plugins are loaded by heif_init, which releases before 1.13 do not have. */
    private static void initialise(String name) {
        SymbolLookup library = SymbolLookup.libraryLookup(name, Arena.global());
        library.find("heif_init").ifPresent(init -> {
            MethodHandle function = Linker.nativeLinker().downcallHandle(init, FunctionDescriptor.of(ERROR, POINTER));
            try (Arena arena = Arena.ofConfined()) {
                call(function, arena, MemorySegment.NULL);
            }
        });
    }
}
