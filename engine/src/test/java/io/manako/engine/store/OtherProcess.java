package io.manako.engine.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Opens a library in a process of its own; also that process's main class. */
final class OtherProcess {
    private OtherProcess() {}

    /** What the other process said. */
    static String open(Path library) throws IOException, InterruptedException {
        return run("open", library);
    }

    /** Adds a photo in another process that ends without closing anything. */
    static void openAndDie(Path library) throws IOException, InterruptedException {
        String output = run("die", library);
        if (!output.endsWith("DYING")) {
            throw new IllegalStateException("the other process did not get that far: " + output);
        }
    }

    private static String run(String what, Path library) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        what,
                        library.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        try (LibraryStore store = LibraryStore.open(Path.of(arguments[1]))) {
            if (arguments[0].equals("die")) {
                StoreFixture.addPhoto(store, "/photos/other.jpg", 4711);
                System.out.print("DYING");
                System.out.flush();
                Runtime.getRuntime().halt(9);
            }
            System.out.println("OPENED " + store.catalogue().photos().size() + " photos");
        } catch (LibraryBusyException e) {
            System.out.println("BUSY " + e.getMessage());
        }
    }
}
