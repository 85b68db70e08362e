package io.manako.engine.vit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeHeapTest {
    /** A value out of glibc's range is refused with 0, and encoding would be slower without a word. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void glibcTakesTheSettings() {
        assertTrue(NativeHeap.keepFreedMemory());
    }
}
