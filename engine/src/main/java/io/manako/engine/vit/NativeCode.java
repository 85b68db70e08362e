package io.manako.engine.vit;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The code of PyTorch's libraries, 40 MB of which are in memory once a model has run. */
final class NativeCode {
    private static final Path MAPS = Path.of("/proc/self/maps");

    /** Code that is read from a file and never written: start, end. What is written would be lost. */
    private static final Pattern CODE = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) r-xp .*/lib(?:torch|c10)[^/]*\\.so");

    private static final int MADV_DONTNEED =
            4; // asm-generic/mman-common.h, the same on all of Linux that PyTorch runs on

    private NativeCode() {}

    /**
     * Takes the code out of this process's memory (madvise(2)); what is called comes back from the file, mostly from the
     * kernel's cache of it. Elsewhere than on Linux nothing happens.
     *
     * @return bytes that may be in memory no more; 0 where there are none
     */
    static long giveBack() {
        Optional<MethodHandle> advise = CLibrary.function(
                "madvise",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
        if (advise.isEmpty() || !Files.isReadable(MAPS)) {
            return 0;
        }
        try (Stream<String> maps = Files.lines(MAPS)) {
            return maps.map(CODE::matcher)
                    .filter(Matcher::matches)
                    .mapToLong(code -> giveBack(advise.get(), code))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    private static long giveBack(MethodHandle advise, Matcher code) {
        long start = Long.parseUnsignedLong(code.group(1), 16);
        long bytes = Long.parseUnsignedLong(code.group(2), 16) - start;
        return CLibrary.call(advise, MemorySegment.ofAddress(start), bytes, MADV_DONTNEED) == 0 ? bytes : 0;
    }
}
