package io.manako.engine.evaluation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What several methods need of one photo is made once, and the time that it took is still charged to each of them. */
final class Memo {
    private final Map<Object, Made> made = new HashMap<>();
    private double millisSaved;

    /** The value of a key, made if it is not there yet. A maker may ask for other keys. */
    @SuppressWarnings("unchecked") // a key names what it stands for, and its type with it
    <T> T get(Object key, Supplier<T> maker) {
        Made known = made.get(key);
        if (known != null) {
            millisSaved += known.millis();
            return (T) known.value();
        }
        long start = System.nanoTime();
        double savedBefore = millisSaved;
        T value = maker.get();
        made.put(key, new Made(value, (System.nanoTime() - start) / 1e6 + millisSaved - savedBefore));
        return value;
    }

    /** Milliseconds that would have passed since the last call, had nothing been made before. */
    double takeMillisSaved() {
        double saved = millisSaved;
        millisSaved = 0;
        return saved;
    }

    private record Made(Object value, double millis) {}
}
