package io.manako.engine.vit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeHeapTest {
    private static final long MEGABYTE = 1 << 20;
    private static final int BLOCKS = 150;

    /** A value out of glibc's range is refused with 0, and encoding would be slower without a word. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void glibcTakesTheSettings() {
        assertTrue(NativeHeap.keepFreedMemory());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsFreeIsGivenBack() throws IOException {
        assertTrue(NativeHeap.keepFreedMemory());
        long before = residentBytes();
        try (Arena arena = Arena.ofConfined()) {
            for (int i = 0; i < BLOCKS; i++) {
                arena.allocate(MEGABYTE).fill((byte) 1);
            }
        }
        NativeHeap.giveBack();
        assertTrue(residentBytes() < before + BLOCKS * MEGABYTE / 2, "most of it");
    }

    private static long residentBytes() throws IOException {
        long pages =
                Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]);
        return pages * 4096;
    }
}
