package io.manako.engine.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class OpenMpTest {
    @Test
    void threadsSleepWhileTheyWaitUnlessAUserSaysOtherwise() throws Throwable {
        assumeTrue(OpenMp.waitPassively(), "this C library has no setenv");
        String user = System.getenv(OpenMp.WAIT_POLICY); // as it was when the JVM started
        assertThat(now()).isEqualTo(user == null ? "PASSIVE" : user);
    }

    /** The environment as a native library sees it, which is not the copy that Java made. */
    private static String now() throws Throwable {
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = (MemorySegment) linker.downcallHandle(
                            linker.defaultLookup().find("getenv").orElseThrow(),
                            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                    .invokeExact(arena.allocateFrom(OpenMp.WAIT_POLICY));
            return value.reinterpret(64).getString(0);
        }
    }
}
