package io.manako.engine.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux tells of the calling thread: proc_pid_stat(5). */
public final class ThreadStat {
    /** The 19th field; the third is the first after the name, which may hold anything. */
    private static final int NICE = 19 - 3;

    private ThreadStat() {}

    public static int nice() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
