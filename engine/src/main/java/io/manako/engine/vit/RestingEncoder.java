package io.manako.engine.vit;

import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.PatchGrid;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model that is let go when nobody has asked it for a while, and comes back when somebody does: its weights, and the memory
 * that PyTorch keeps for the next batch, are worth more to the other programs of a computer than a third of a second. Photos
 * that are open for queries stay open; one is encoded anew at its first question to a model that has come back. What accompanies
 * the model rests when nobody has asked for either, and comes back while the model is loaded.
 *
 * <p>Where the model cannot come back, such as when its file is gone, the {@link ModelException} is the cause of a
 * {@link CompletionException}. Thread-safe.
 */
public final class RestingEncoder implements Encoder {
    private static final Logger LOG = LoggerFactory.getLogger(RestingEncoder.class);

    /** Loads the model: at first, and each time that it comes back. */
    @FunctionalInterface
    public interface Loader {
        Encoder load() throws ModelException;
    }

    private final Loader loader;
    private final Consumer<DeviceLostException> onLost;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("manako-rest").daemon().factory());
    private final List<Companion> companions = new CopyOnWriteArrayList<>();
    private final Duration restAfter;
    private Encoder encoder; // closed while it rests: its plain facts stay
    private boolean awake = true;
    private boolean closed;
    private volatile long lastUse = System.nanoTime();

    /**
     * Loads the model.
     *
     * @param after how long nobody asks before it is let go
     */
    public static RestingEncoder load(Loader loader, Duration after) throws ModelException {
        return load(loader, after, lost -> {});
    }

    /**
     * The same for a model that may run on another device than the CPU.
     *
     * @param onLost told when that device has failed, before the model is loaded anew and asked once more
     */
    public static RestingEncoder load(Loader loader, Duration after, Consumer<DeviceLostException> onLost)
            throws ModelException {
        return new RestingEncoder(loader, loader.load(), after, onLost);
    }

    private RestingEncoder(Loader loader, Encoder loaded, Duration after, Consumer<DeviceLostException> onLost) {
        this.loader = loader;
        this.onLost = onLost;
        encoder = loaded;
        restAfter = after;
        long look = Math.max(1, after.toNanos() / 4);
        clock.scheduleWithFixedDelay(this::restIfIdle, look, look, TimeUnit.NANOSECONDS);
    }

    private void restIfIdle() {
        if (isAsked()) {
            return;
        }
        boolean free = letGo();
        for (Companion companion : companions) {
            free |= companion.rest(restAfter);
        }
        if (free) {
            // What lies about in the heap goes back, too: in a pause of a few tenths of a second, while nobody
            // searches.
            System.gc();
            NativeHeap.giveBack();
            NativeCode.giveBack();
        }
    }

    private boolean isAsked() {
        return System.nanoTime() - lastUse < restAfter.toNanos();
    }

    /** Whether there was a model to let go. */
    private boolean letGo() {
        if (!lock.writeLock().tryLock()) {
            return false; // somebody asks just now
        }
        try {
            if (!awake || closed || isAsked()) {
                return false;
            }
            awake = false;
            encoder.close();
            LOG.info("Model {} rests", encoder.model().name());
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void accompany(Companion companion) {
        companions.add(companion);
    }

    @Override
    public void leave(Companion companion) {
        companions.remove(companion);
    }

    /** Does something with the model, which comes back for it where it rests, and on another device where its own fails. */
    private <T> T awake(Function<Encoder, T> use) {
        Encoder[] asked = new Encoder[1];
        try {
            return once(model -> {
                asked[0] = model;
                return use.apply(model);
            });
        } catch (DeviceLostException e) {
            leave(asked[0], e);
            return once(use);
        }
    }

    private void leave(Encoder failed, DeviceLostException failure) {
        lock.writeLock().lock();
        try {
            if (encoder == failed && awake && !closed) {
                onLost.accept(failure);
                awake = false;
                try {
                    failed.close();
                } catch (RuntimeException e) {
                    LOG.warn("What was on the device cannot be freed", e);
                }
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private <T> T once(Function<Encoder, T> use) {
        lastUse = System.nanoTime();
        lock.readLock().lock();
        while (!awake && !closed) {
            lock.readLock().unlock();
            wake();
            lock.readLock().lock();
        }
        try {
            return use.apply(encoder);
        } finally {
            lastUse = System.nanoTime();
            lock.readLock().unlock();
        }
    }

    private void wake() {
        lock.writeLock().lock();
        try {
            if (!awake && !closed) {
                for (Companion companion : companions) {
                    Thread.ofPlatform().name("manako-wake").daemon().start(companion::wake);
                }
                encoder = loader.load();
                awake = true;
                LOG.info("Model {} is back", encoder.model().name());
            }
        } catch (ModelException e) {
            throw new CompletionException(e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** The model that is loaded, or was last. */
    private Encoder any() {
        lock.readLock().lock();
        try {
            return encoder;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Whether it was let go. */
    public boolean rests() {
        lock.readLock().lock();
        try {
            return !awake;
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public ModelInfo model() {
        return any().model();
    }

    @Override
    public int photosAtOnce() {
        return any().photosAtOnce();
    }

    @Override
    public PatchGrid gridFor(int width, int height) {
        return any().gridFor(width, height);
    }

    @Override
    public Raster fit(Raster photo, PatchGrid grid) {
        return any().fit(photo, grid);
    }

    @Override
    public List<Encoding> encode(List<Raster> fitted, PatchGrid grid, Function<PatchGrid, float[][]> windows) {
        return awake(model -> model.encode(fitted, grid, windows));
    }

    @Override
    public OpenPhoto open(Raster photo) {
        return new Photo(model -> model.open(photo));
    }

    @Override
    public OpenPhoto openNear(Raster part) {
        return new Photo(model -> model.openNear(part));
    }

    @Override
    public OpenPhoto openBeside(Raster photo) {
        return new Photo(model -> model.openBeside(photo));
    }

    @Override
    public void close() {
        clock.shutdown();
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                if (awake) {
                    encoder.close();
                }
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** An open photo that outlives the rest of its model. */
    private final class Photo implements OpenPhoto {
        private final Function<Encoder, OpenPhoto> opening;
        private Encoder by;
        private OpenPhoto photo;
        private boolean photoClosed;

        Photo(Function<Encoder, OpenPhoto> opening) {
            this.opening = opening;
            OpenPhoto[] opened = new OpenPhoto[1];
            by = awake(model -> {
                opened[0] = opening.apply(model);
                return model;
            });
            photo = opened[0];
        }

        /** What was read off when it was opened, which needs no model. */
        private synchronized OpenPhoto known() {
            return photo;
        }

        private synchronized <T> T asked(Function<OpenPhoto, T> question) {
            if (photoClosed) {
                throw new IllegalStateException("the photo is closed");
            }
            return awake(model -> {
                if (model != by) {
                    photo = opening.apply(model);
                    by = model;
                }
                return question.apply(photo);
            });
        }

        @Override
        public PatchGrid grid() {
            return known().grid();
        }

        @Override
        public float[] cls() {
            return known().cls();
        }

        @Override
        public AttentionMaps attention() {
            return known().attention();
        }

        @Override
        public float[][] patchTokens() {
            return known().patchTokens();
        }

        @Override
        public float[][] focus(List<FocusToken> tokens, DescriptorKind kind) {
            return asked(open -> open.focus(tokens, kind));
        }

        @Override
        public AttentionMaps focusAttention(FocusToken token) {
            return asked(open -> open.focusAttention(token));
        }

        @Override
        public synchronized void close() {
            photoClosed = true;
            photo.close();
        }
    }
}
