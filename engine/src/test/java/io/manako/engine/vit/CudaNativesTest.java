package io.manako.engine.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaNativesTest {
    private static final String DESCRIPTION = """
            version=2.5.1-20241113
            flavor=cu124
            classifier=linux-x86_64
            libraries=libc10.so,libtorch_cuda.so""";

    private @TempDir Path folder;

    @Test
    void librariesAreUnpackedOnceAndWholly() throws IOException {
        try (URLClassLoader all = natives(Map.of("libc10.so", new byte[] {1}, "libtorch_cuda.so", new byte[] {2, 3}))) {
            CudaNatives natives = CudaNatives.described(CpuNatives.ofCuda(all).getFirst());
            Path unpacked = natives.unpack(all, folder.resolve("cache"));
            assertThat(unpacked).isEqualTo(folder.resolve("cache/2.5.1-20241113-cu124-linux-x86_64"));
            assertThat(unpacked.resolve("libc10.so")).hasBinaryContent(new byte[] {1});
            assertThat(unpacked.resolve("libtorch_cuda.so")).hasBinaryContent(new byte[] {2, 3});

            Files.write(unpacked.resolve("libc10.so"), new byte[] {9}); // what is there is not written anew
            assertThat(natives.unpack(all, folder.resolve("cache")).resolve("libc10.so"))
                    .hasBinaryContent(new byte[] {9});
            assertThat(folder.resolve("cache")).isDirectoryNotContaining(file -> !file.equals(unpacked));
        }
    }

    @Test
    void nothingIsLeftOfNativesThatLackALibrary() throws IOException {
        try (URLClassLoader all = natives(Map.of("libc10.so", new byte[] {1}))) {
            CudaNatives natives = CudaNatives.described(CpuNatives.ofCuda(all).getFirst());
            assertThatThrownBy(() -> natives.unpack(all, folder.resolve("cache")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("libtorch_cuda.so");
            assertThat(folder.resolve("cache")).isEmptyDirectory();
        }
    }

    @Test
    void whatAKilledProcessLeftIsDeletedAndWhatALivingOneUnpacksIsNot() throws IOException {
        Path cache = Files.createDirectories(folder.resolve("cache"));
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        Path living = Files.createDirectory(cache.resolve("unpacking-" + parent));
        Path dead = Files.createDirectory(cache.resolve("unpacking-" + Long.MAX_VALUE));
        Files.write(dead.resolve("libtorch_cuda.so"), new byte[] {2});
        try (URLClassLoader all = natives(Map.of("libc10.so", new byte[] {1}, "libtorch_cuda.so", new byte[] {2, 3}))) {
            Path unpacked =
                    CudaNatives.described(CpuNatives.ofCuda(all).getFirst()).unpack(all, cache);
            try (Stream<Path> left = Files.list(cache)) {
                assertThat(left).containsExactlyInAnyOrder(living, unpacked);
            }
        }
    }

    /** A package of natives as Maven Central has them, small. */
    private URLClassLoader natives(Map<String, byte[]> libraries) throws IOException {
        Path jar = folder.resolve("natives.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry("native/lib/pytorch.properties"));
            out.write(DESCRIPTION.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            for (Map.Entry<String, byte[]> library : libraries.entrySet()) {
                out.putNextEntry(new JarEntry("pytorch/cu124/linux-x86_64/" + library.getKey()));
                out.write(library.getValue());
            }
        }
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
    }
}
