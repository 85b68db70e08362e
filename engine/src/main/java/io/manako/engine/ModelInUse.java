package io.manako.engine;

import io.manako.engine.device.Devices;
import io.manako.engine.message.Message;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.ModelInfo;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The model that answers. Its users keep it for as long as they need it, and another one takes its place between two of them:
 * no search begins with one model and ends with another. Thread-safe.
 */
final class ModelInUse implements AutoCloseable {
    /** What somebody does with the model. */
    @FunctionalInterface
    interface Use<T, E extends Exception> {
        T with(Encoder encoder) throws E;
    }

    // Fair: searches that follow each other closely must not keep the next model out.
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final Devices devices;
    private volatile Encoder encoder;

    /** @param devices that loaded it */
    ModelInUse(Encoder encoder, Devices devices) {
        this.encoder = encoder;
        this.devices = devices;
    }

    /** Why it does not run on a GPU, where its user should know. */
    List<Message> notices() {
        return devices.notes();
    }

    ModelInfo info() {
        return encoder.model();
    }

    /** The model at this moment, for who holds nothing of it. */
    Encoder now() {
        return encoder;
    }

    /** Does something during which the model stays the same. */
    <T, E extends Exception> T use(Use<T, E> use) throws E {
        lock.readLock().lock();
        try {
            return use.with(encoder);
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Puts another model in the place of the one at hand, which is closed.
     *
     * @param together what must change at the same moment; takes no time
     */
    void replace(Encoder next, Runnable together) {
        Encoder before;
        lock.writeLock().lock();
        try {
            before = encoder;
            encoder = next;
            together.run();
        } finally {
            lock.writeLock().unlock();
        }
        before.close();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
