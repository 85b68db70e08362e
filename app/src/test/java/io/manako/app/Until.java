package io.manako.app;

import java.util.ConcurrentModificationException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testfx.util.WaitForAsyncUtils;

/** Waits for what the UI thread brings about, looked at from the test's own. */
final class Until {
    private Until() {}

    static void holds(int seconds, Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS, () -> {
            try {
                return condition.call();
            } catch (ConcurrentModificationException e) {
                return false; // the list that was looked at was just being filled
            }
        });
        WaitForAsyncUtils.waitForFxEvents();
    }
}
