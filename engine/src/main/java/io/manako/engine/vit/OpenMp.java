package io.manako.engine.vit;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The threads among which PyTorch divides an operation on the CPU.
 *
 * <p>At the end of each operation they wait for each other, and unless told otherwise spin meanwhile. Where every core is theirs
 * that saves microseconds. Where other programs, or the window and the decoders of this one, want the cores, a thread spins
 * for a partner that cannot run because of it: a pass takes several times as long, on a busy machine seconds. Told to be
 * passive they sleep, and wake in microseconds (OpenMP 5.2, section 21.7, OMP_WAIT_POLICY; docs/evaluation.md, "Speed").
 */
final class OpenMp {
    static final String WAIT_POLICY = "OMP_WAIT_POLICY";

    private OpenMp() {}

    /**
     * Lets the threads sleep while they wait; to be called before PyTorch is loaded, which reads the environment then. What a
     * user set in it stays. Where the C library has no setenv(3), as on Windows, nothing happens: it is about speed alone.
     *
     * @return whether the environment could be set
     */
    static boolean waitPassively() {
        FunctionDescriptor setenv = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(WAIT_POLICY);
            MemorySegment value = arena.allocateFrom("PASSIVE");
            return CLibrary.function("setenv", setenv)
                    .map(function -> CLibrary.call(function, name, value, 0) == 0)
                    .orElse(false);
        }
    }
}
