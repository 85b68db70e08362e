package io.manako.engine.index;

import io.manako.engine.msba.WindowLayout;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The main class of a process that indexes and is killed; and its start. */
final class KilledIndexing {
    /** Said when the first picture reaches the encoder. */
    static final String ENCODING = "ENCODING";

    static final String FINISHED = "FINISHED";

    private KilledIndexing() {}

    /** @param mode {@code slow}: 300 ms a batch; {@code crash}: dies, as a decoder would, at the black picture */
    static Process start(String mode, Path library, Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-Dsun.jnu.encoding=" + System.getProperty("sun.jnu.encoding"),
                "-cp",
                System.getProperty("java.class.path"),
                KilledIndexing.class.getName(),
                mode,
                library.toString(),
                folder.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        FakeEncoder encoder = new FakeEncoder();
        if (arguments[0].equals("slow")) {
            encoder.onEncode = () -> {
                System.out.println(ENCODING);
                LockSupport.parkNanos(300_000_000);
            };
        } else {
            encoder.onFit = picture -> {
                boolean black = picture.width() == 33 && picture.at(0, 0, 0) == 0;
                if (black) {
                    Runtime.getRuntime().halt(139);
                }
            };
        }
        try (LibraryStore store = LibraryStore.open(Path.of(arguments[1]));
                Indexer indexer = new Indexer(store, encoder.describing(), new WindowLayout(1, 2), 2)) {
            indexer.start(List.of(Path.of(arguments[2])), ProgressListener.NONE)
                    .result()
                    .join();
        }
        System.out.println(FINISHED);
    }
}
