package io.manako.engine.vit;

import java.util.Locale;

/** A device other than the CPU failed while it worked. What it was asked for may be asked of the CPU. */
public final class DeviceLostException extends RuntimeException {
    /** @param cause what PyTorch said */
    DeviceLostException(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }

    /** Whether a failure says that memory ran out; PyTorch says so in words alone. */
    public static boolean isOutOfMemory(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            String message = e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
            if (message.contains("out of memory") || message.contains("can't allocate memory")) {
                return true;
            }
        }
        return false;
    }
}
