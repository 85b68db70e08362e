package io.manako.engine.device;

import io.manako.engine.vit.Placement;
import io.manako.engine.vit.PyTorch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A GPU that this program has natives for, and that the system seems to have. No library of its driver is loaded to find out.
 *
 * @param identity changes when the card or its driver does, as far as the system's files tell
 */
public record Accelerator(Placement.Kind kind, String identity) {
    private static final Path LINUX_DRIVER = Path.of("/proc/driver/nvidia");

    /** The one of this computer, empty where there is none or the program has no natives for it. */
    public static Optional<Accelerator> find() {
        return PyTorch.accelerator().flatMap(kind -> switch (kind) {
            case CPU -> Optional.empty();
            case MPS -> Optional.of(new Accelerator(kind, System.getProperty("os.version")));
            case CUDA -> cuda(LINUX_DRIVER, Path.of(windows(), "System32", "nvcuda.dll"));
        });
    }

    private static String windows() {
        String root = System.getenv("SystemRoot");
        return root == null ? "" : root;
    }

    /**
     * @param linux where NVIDIA's driver describes itself and its cards
     * @param windows the driver's library
     */
    static Optional<Accelerator> cuda(Path linux, Path windows) {
        try {
            if (Files.isRegularFile(linux.resolve("version"))) {
                StringBuilder identity = new StringBuilder(text(linux.resolve("version")));
                try (Stream<Path> cards = Files.list(linux.resolve("gpus"))) {
                    for (Path card : cards.sorted().toList()) {
                        identity.append(text(card.resolve("information")));
                    }
                }
                return Optional.of(new Accelerator(Placement.Kind.CUDA, identity.toString()));
            }
            if (Files.isRegularFile(windows)) {
                return Optional.of(new Accelerator(
                        Placement.Kind.CUDA, Files.size(windows) + " " + Files.getLastModifiedTime(windows)));
            }
        } catch (IOException e) {
            return Optional.empty(); // A driver that cannot describe its cards has none that could be used.
        }
        return Optional.empty();
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
