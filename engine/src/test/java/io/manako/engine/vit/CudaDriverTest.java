package io.manako.engine.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** With drivers that the C compiler of this computer makes. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class CudaDriverTest {
    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path folder;

    /** @param answer what its one function does, in C */
    private String driver(String answer) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("driver.c"), "#include <stddef.h>\n" + answer);
        Path library = folder.resolve("libcuda.so.1");
        int exit;
        try {
            Process compiler = new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString())
                    .inheritIO()
                    .start();
            exit = compiler.waitFor(30, TimeUnit.SECONDS) ? compiler.exitValue() : -1;
        } catch (IOException e) {
            exit = -1;
        }
        assumeTrue(exit == 0, "a C compiler is there");
        return library.toString();
    }

    @Test
    void theFreeMemoryIsTheFirstOfTheTwoNumbers() throws Exception {
        String driver = driver("int cuMemGetInfo_v2(size_t *free, size_t *total)"
                + " { *free = 5368709120UL; *total = 85899345920UL; return 0; }");
        assertThat(CudaDriver.freeMemory(driver)).hasValue(5L << 30);
    }

    @Test
    void aDriverThatFailsTellsNothing() throws Exception {
        // CUDA_ERROR_INVALID_CONTEXT
        String driver = driver("int cuMemGetInfo_v2(size_t *free, size_t *total) { *free = 1; return 201; }");
        assertThat(CudaDriver.freeMemory(driver)).isEmpty();
    }

    @Test
    void aDriverWithoutTheFunctionTellsNothing() throws Exception {
        assertThat(CudaDriver.freeMemory(driver("int cuInit(unsigned flags) { return 0; }")))
                .isEmpty();
    }

    @Test
    void withoutADriverNobodyTells() {
        assertThat(CudaDriver.freeMemory(folder.resolve("none.so").toString())).isEmpty();
    }
}
