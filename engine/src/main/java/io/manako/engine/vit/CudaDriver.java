package io.manako.engine.vit;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.OptionalLong;

/** What CUDA's driver tells. It is asked itself, since the toolkit's libraries need not be on the system's path. */
final class CudaDriver {
    private CudaDriver() {}

    /**
     * Bytes of the GPU that nobody uses (CUDA Driver API, cuMemGetInfo), empty where the driver does not tell. For a thread that
     * PyTorch has computed on before: the GPU is the one of its context.
     */
    static OptionalLong freeMemory() {
        return freeMemory(System.getProperty("os.name").startsWith("Windows") ? "nvcuda.dll" : "libcuda.so.1");
    }

    static OptionalLong freeMemory(String library) {
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle memory = Linker.nativeLinker()
                    .downcallHandle(
                            SymbolLookup.libraryLookup(library, Arena.global()).findOrThrow("cuMemGetInfo_v2"),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
            MemorySegment free = arena.allocate(ValueLayout.JAVA_LONG);
            MemorySegment total = arena.allocate(ValueLayout.JAVA_LONG);
            return CLibrary.call(memory, free, total) == 0
                    ? OptionalLong.of(free.get(ValueLayout.JAVA_LONG, 0))
                    : OptionalLong.empty();
        } catch (IllegalArgumentException | NoSuchElementException e) {
            return OptionalLong.empty(); // no driver, or one without the function
        }
    }
}
