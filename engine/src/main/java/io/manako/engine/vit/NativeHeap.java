package io.manako.engine.vit;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The C library's heap, from which PyTorch's tensors on the CPU come.
 *
 * <p>glibc gives a block of a few megabytes back to the kernel when it is freed and fetches it anew a moment later: every
 * layer of every batch then pays for pages that the kernel has to find and fill with zeros. Python hides this, since its
 * process keeps enough free memory at the top of the heap; a JVM's does not. Told to keep what it has, glibc hands the same
 * blocks out again (mallopt(3), M_MMAP_THRESHOLD and M_TRIM_THRESHOLD).
 */
final class NativeHeap {
    private static final int M_TRIM_THRESHOLD = -1;
    private static final int M_MMAP_THRESHOLD = -3;

    /** The largest value that glibc takes: half of a thread's heap. A batch's widest activation is about as large. */
    private static final int LARGEST_KEPT_BLOCK = 32 << 20;

    /** Free memory that stays at the top of the heap, bytes; about what a batch of 16 photos needs. */
    private static final int KEPT_AT_THE_TOP = 256 << 20;

    private NativeHeap() {}

    /**
     * Lets freed memory stay with the process; to be called before the first tensor. Elsewhere than on glibc nothing
     * happens: it is about speed alone.
     *
     * @return whether the C library took the settings
     */
    static boolean keepFreedMemory() {
        Optional<MethodHandle> mallopt = CLibrary.function(
                "mallopt", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        return mallopt.isPresent()
                && CLibrary.call(mallopt.get(), M_MMAP_THRESHOLD, LARGEST_KEPT_BLOCK) == 1
                && CLibrary.call(mallopt.get(), M_TRIM_THRESHOLD, KEPT_AT_THE_TOP) == 1;
    }

    /**
     * Gives what is free back to the kernel, while nobody is in a hurry (malloc_trim(3)).
     *
     * @return whether there was any
     */
    static boolean giveBack() {
        return CLibrary.function("malloc_trim", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG))
                .map(trim -> CLibrary.call(trim, 0L) == 1)
                .orElse(false);
    }
}
