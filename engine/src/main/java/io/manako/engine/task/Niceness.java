package io.manako.engine.task;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * How much a thread gives way to others of the machine that want a core.
 *
 * <p>Java's own priorities do nothing on Linux. There each thread has a nice value of its own (setpriority(2), "C library/kernel
 * differences"), which the threads that it starts inherit, and which an ordinary user cannot lower again.
 */
public final class Niceness {
    /** Of work that nobody watches: a core that is wanted by something like everybody else goes there ten times in eleven. */
    public static final int LATER = 10;

    /** Of work for which there are hours. */
    public static final int LAST = 19;

    private static final int PRIO_PROCESS = 0;
    private static final int THIS_THREAD = 0;

    private Niceness() {}

    /**
     * Lets the calling thread, and those that it will start, give way. Where that cannot be done nothing happens: it is about speed
     * alone.
     *
     * @param value from 0, like everybody, to {@value #LAST}
     * @return whether it was done
     */
    public static boolean giveWay(int value) {
        // Elsewhere the same call concerns the whole process.
        return System.getProperty("os.name", "").equals("Linux")
                && setpriority().map(function -> call(function, value) == 0).orElse(false);
    }

    private static Optional<MethodHandle> setpriority() {
        FunctionDescriptor descriptor = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        return Linker.nativeLinker()
                .defaultLookup()
                .find("setpriority")
                .map(address -> Linker.nativeLinker().downcallHandle(address, descriptor));
    }

    private static int call(MethodHandle function, int value) {
        try {
            return (int) function.invokeExact(PRIO_PROCESS, THIS_THREAD, value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
