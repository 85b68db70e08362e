package io.manako.engine.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Linux tells of threads: proc_pid_stat(5). */
public final class ThreadStat {
    /** The 19th field; the third is the first after the name, which may hold anything. */
    private static final int NICE = 19 - 3;

    private ThreadStat() {}

    public static int nice() {
        return nice(read(Path.of("/proc/thread-self/stat")));
    }

    /** Of all threads of this process whose names begin so, in at most the 15 characters that the system keeps of a name. */
    public static List<Integer> niceOf(String name) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.map(thread -> read(thread.resolve("stat")))
                    .filter(stat -> stat.contains("(" + name))
                    .map(ThreadStat::nice)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int nice(String stat) {
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE]);
    }

    private static String read(Path stat) {
        try {
            return Files.readString(stat);
        } catch (IOException e) {
            return ""; // the thread has ended meanwhile
        }
    }
}
