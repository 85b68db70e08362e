package io.manako.engine.vit;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.manako.engine.message.Message;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.Resampler;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.vit.InferenceThread.Urgency;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Encoder} on DJL's PyTorch engine. All tensors live and die on its inference thread. */
public final class DjlEncoder implements Encoder {
    private static final Logger LOG = LoggerFactory.getLogger(DjlEncoder.class);
    private static final int BATCH = 16;
    private static final int BATCH_WHILE_A_USER_WAITS = 4;
    private static final int FEW = 4;

    private final ModelDescriptor descriptor;
    private final Placement placement;
    private final InferenceThread thread;
    private final NDManager root;
    private final VisionTransformer transformer;
    private final Pixels pixels;
    private final ModelInfo info;
    private @Nullable BatchSize batchSize; // of the inference thread
    private boolean closing;
    private boolean closed; // of the inference thread

    /** Loads weights onto the CPU. */
    public static DjlEncoder load(LoadedWeights weights, int threads) throws ModelException {
        return load(weights, threads, Placement.CPU);
    }

    /**
     * Loads weights. The first placement of a process decides whether its natives know other devices than the CPU.
     *
     * @param threads threads of one operation, 0 for one a core
     * @throws ModelException if the weights, the device or the native library cannot be used
     */
    public static DjlEncoder load(LoadedWeights weights, int threads, Placement placement) throws ModelException {
        int count = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        PyTorch.configure(count);
        InferenceThread thread = InferenceThread.shared();
        try {
            return thread.run(Urgency.QUERY, () -> new DjlEncoder(weights, count, placement, thread));
        } catch (CompletionException e) {
            thread.close();
            if (e.getCause() instanceof ModelException cause) {
                throw cause;
            }
            throw new ModelException("The weights " + weights.name() + " cannot be loaded: " + e.getCause(), e);
        } catch (RuntimeException | Error e) {
            thread.close();
            throw new ModelException(Message.of("engine.model.native", e.getMessage()), e);
        }
    }

    private DjlEncoder(LoadedWeights weights, int threads, Placement placement, InferenceThread thread)
            throws ModelException {
        this.thread = thread;
        this.placement = placement;
        descriptor = weights.descriptor();
        pixels = new Pixels(descriptor.mean(), descriptor.deviation());
        root = PyTorch.newManager(placement.kind());
        try {
            transformer = new VisionTransformer(root, weights.weights().as(numbers()), descriptor);
        } catch (ModelException | RuntimeException e) {
            root.close();
            throw e;
        }
        Architecture a = transformer.architecture();
        Message where = placement.kind() == Placement.Kind.CPU
                ? Message.of(threads == 1 ? "engine.device.one-thread" : "engine.device.cpu", threads)
                : Message.of(
                        "engine.device.gpu", placement.kind(), numbers().name().toLowerCase(Locale.ROOT));
        info = new ModelInfo(
                descriptor.name(),
                weights.fingerprint(),
                a.dimension(),
                a.blocks(),
                a.heads(),
                transformer.focusBlocks(),
                descriptor.beta(),
                where,
                weights.bands());
        LOG.info("Model {} runs on {}", info.name(), where.english());
    }

    private DataType numbers() {
        return placement.precision() == Placement.Precision.HALF ? DataType.FLOAT16 : DataType.FLOAT32;
    }

    @Override
    public ModelInfo model() {
        return info;
    }

    @Override
    public int photosAtOnce() {
        return placement.kind() == Placement.Kind.CPU ? Encoder.super.photosAtOnce() : BatchSize.MOST;
    }

    @Override
    public PatchGrid gridFor(int width, int height) {
        return gridFor(width, height, descriptor.side());
    }

    private PatchGrid gridFor(int width, int height, int side) {
        int patches = side / transformer.architecture().patch();
        return descriptor.stretch()
                ? GridShapes.nearest(1, 1, patches, transformer.gridMultiple())
                : GridShapes.nearest(width, height, patches, transformer.gridMultiple());
    }

    @Override
    public Raster fit(Raster photo, PatchGrid grid) {
        int patch = transformer.architecture().patch();
        return Resampler.bicubic(photo, grid.columns() * patch, grid.rows() * patch);
    }

    @Override
    public List<Encoding> encode(List<Raster> fitted, PatchGrid grid, Function<PatchGrid, float[][]> windows) {
        float[][] regions = windows.apply(grid);
        List<Encoding> encodings = new ArrayList<>(fitted.size());
        int at = 0;
        while (at < fitted.size()) {
            int limit = thread.busyWithUser() ? BATCH_WHILE_A_USER_WAITS : BatchSize.MOST;
            List<Raster> rest = fitted.subList(at, fitted.size());
            List<Encoding> done = onDevice(() -> thread.run(Urgency.BACKGROUND, () -> {
                requireOpen();
                return batchSize(grid, regions.length).next(rest, limit, batch -> encodeBatch(batch, grid, regions));
            }));
            encodings.addAll(done);
            at += done.size();
        }
        return encodings;
    }

    /** What fits the device; asked for once, while nothing of a batch is there. */
    private BatchSize batchSize(PatchGrid grid, int windows) {
        BatchSize size = batchSize;
        if (size == null) {
            Architecture a = transformer.architecture();
            long photo = BatchSize.photoBytes(
                    a, a.prefix() + grid.patches() + windows, numbers().getNumOfBytes());
            OptionalLong free = PyTorch.freeMemory(placement.kind());
            size = batchSize = free.isPresent() ? BatchSize.fitting(free.getAsLong(), photo) : new BatchSize(BATCH);
            LOG.info("Up to {} photos are encoded at once", size.get());
        }
        return size;
    }

    /** A failure of another device than the CPU is one that the CPU need not have. */
    private <T> T onDevice(Supplier<T> work) {
        try {
            return work.get();
        } catch (EngineException e) {
            if (placement.kind() == Placement.Kind.CPU) {
                throw e;
            }
            throw new DeviceLostException(e);
        }
    }

    private List<Encoding> encodeBatch(List<Raster> batch, PatchGrid grid, float[][] regions) {
        try (NDManager scope = transformer.newScope()) {
            int w = regions.length;
            NDArray m = w == 0 ? null : scope.create(flat(regions), new Shape(w, grid.patches()));
            NDArray out =
                    transformer.describe(pixels(scope, batch, grid), grid, m, () -> thread.giveWay(Urgency.BACKGROUND));
            float[] values = out.toFloatArray();
            int d = info.dimension();
            List<Encoding> encodings = new ArrayList<>(batch.size());
            for (int i = 0; i < batch.size(); i++) {
                int from = i * (1 + w) * d;
                float[] cls = centred(Arrays.copyOfRange(values, from, from + d), DescriptorKind.CLS);
                float[][] described = new float[w][];
                for (int k = 0; k < w; k++) {
                    int at = from + (1 + k) * d;
                    described[k] = centred(Arrays.copyOfRange(values, at, at + d), DescriptorKind.WINDOW);
                }
                encodings.add(new Encoding(grid, cls, described));
            }
            return encodings;
        }
    }

    @Override
    public OpenPhoto open(Raster photo) {
        return open(photo, descriptor.side(), Urgency.QUERY);
    }

    @Override
    public OpenPhoto openNear(Raster part) {
        return open(part, descriptor.nearSide(), Urgency.QUERY);
    }

    @Override
    public OpenPhoto openBeside(Raster photo) {
        return open(photo, descriptor.side(), Urgency.EXPLANATION);
    }

    /** Opens a picture on few patches, whatever photos are encoded on: takes milliseconds. */
    OpenPhoto openOnFew(Raster picture) {
        return open(picture, FEW * transformer.architecture().patch(), Urgency.QUERY);
    }

    private OpenPhoto open(Raster photo, int side, Urgency urgency) {
        PatchGrid grid = gridFor(photo.width(), photo.height(), side);
        return openFitted(fit(photo, grid), grid, urgency);
    }

    OpenPhoto openFitted(Raster fitted, PatchGrid grid, Urgency urgency) {
        return run(urgency, () -> {
            try (NDManager scope = transformer.newScope()) {
                NDArray pixels = pixels(scope, List.of(fitted), grid);
                return new KeptPhoto(transformer.open(pixels, grid, () -> thread.giveWay(urgency)), urgency);
            }
        });
    }

    private NDArray pixels(NDManager scope, List<Raster> batch, PatchGrid grid) {
        int patch = transformer.architecture().patch();
        return pixels.normalised(scope, batch, grid.columns() * patch, grid.rows() * patch);
    }

    private static FloatBuffer flat(float[][] rows) {
        FloatBuffer buffer = FloatBuffer.allocate(rows.length * rows[0].length);
        for (float[] row : rows) {
            buffer.put(row);
        }
        return buffer.flip();
    }

    /** L2norm(t − μ) of a token after the final LayerNorm; changes and returns its argument. */
    private float[] centred(float[] token, DescriptorKind kind) {
        float @Nullable [] mean = descriptor.mean(kind);
        double square = 0;
        for (int i = 0; i < token.length; i++) {
            if (mean != null) {
                token[i] -= mean[i];
            }
            square += token[i] * token[i];
        }
        float norm = (float) Math.sqrt(Math.max(square, 1e-12));
        for (int i = 0; i < token.length; i++) {
            token[i] /= norm;
        }
        return token;
    }

    /** Runs work unless this encoder is closed. */
    private <T> T run(Urgency urgency, Callable<T> work) {
        return onDevice(() -> thread.run(urgency, () -> {
            requireOpen();
            return work.call();
        }));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the model is closed");
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
        }
        try {
            thread.run(Urgency.QUERY, () -> {
                closed = true;
                transformer.close();
                root.close();
                return true;
            });
        } finally {
            thread.close();
        }
    }

    private final class KeptPhoto implements OpenPhoto {
        private final VisionTransformer.EncodedPhoto photo;
        private final Urgency urgency;
        private boolean closed;

        KeptPhoto(VisionTransformer.EncodedPhoto photo, Urgency urgency) {
            this.photo = photo;
            this.urgency = urgency;
        }

        @Override
        public PatchGrid grid() {
            return photo.grid();
        }

        @Override
        public float[] cls() {
            return centred(photo.cls().clone(), DescriptorKind.CLS);
        }

        @Override
        public AttentionMaps attention() {
            return photo.attention();
        }

        @Override
        public float[][] patchTokens() {
            return photo.patches();
        }

        @Override
        public float[][] focus(List<FocusToken> tokens, DescriptorKind kind) {
            checkRegions(tokens);
            float[][] raw =
                    DjlEncoder.this.run(urgency, () -> send(tokens, false).descriptors());
            for (float[] token : raw) {
                centred(token, kind);
            }
            return raw;
        }

        @Override
        public AttentionMaps focusAttention(FocusToken token) {
            checkRegions(List.of(token));
            float[][][] maps = DjlEncoder.this.run(
                    urgency, () -> send(List.of(token), true).attention());
            return new AttentionMaps(photo.grid(), photo.attention().firstBlock(), maps);
        }

        private VisionTransformer.FocusResult send(List<FocusToken> tokens, boolean withAttention) {
            if (closed) {
                throw new IllegalStateException("the photo is closed");
            }
            return transformer.focus(photo, tokens, withAttention);
        }

        private void checkRegions(List<FocusToken> tokens) {
            if (tokens.isEmpty()) {
                throw new IllegalArgumentException("no focus token asked for");
            }
            for (FocusToken token : tokens) {
                if (token.region().length != photo.grid().patches()) {
                    throw new IllegalArgumentException(
                            "a region of " + token.region().length + " patches does not fit the grid " + photo.grid());
                }
                float[][] gates = token.gates();
                if (gates != null && (gates.length != info.focusBlocks() || gates[0].length != info.heads())) {
                    throw new IllegalArgumentException("gates of another shape than " + info.focusBlocks()
                            + " blocks of " + info.heads() + " heads");
                }
            }
        }

        @Override
        public void close() {
            try {
                DjlEncoder.this.run(urgency, () -> {
                    if (!closed) {
                        closed = true;
                        photo.manager().close();
                    }
                    return true;
                });
            } catch (IllegalStateException e) {
                // The encoder is closed, and this photo with it.
            }
        }
    }
}
