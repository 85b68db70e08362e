package io.manako.engine.device;

import io.manako.engine.device.Verdict.Outcome;
import io.manako.engine.file.Sha256;
import io.manako.engine.message.Message;
import io.manako.engine.vit.DeviceLostException;
import io.manako.engine.vit.DjlEncoder;
import io.manako.engine.vit.Eyesight;
import io.manako.engine.vit.LoadedWeights;
import io.manako.engine.vit.ModelException;
import io.manako.engine.vit.Placement;
import io.manako.engine.vit.PyTorch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads models where they are wanted and where they can run. A GPU is tried once for each card, driver, engine and model; what
 * came of it is remembered, and tried a few times again where it may have been of the moment. After a failure at work, the CPU is used until the program ends. Thread-safe.
 */
public final class Devices {
    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

    private final Supplier<Optional<Accelerator>> accelerator;
    private final BiFunction<Placement.Kind, TriedModel, Trial> trials;
    private final Verdicts verdicts;
    private final Map<String, Verdict> ofThisRun =
            new HashMap<>(); // a model that comes back from its rest must not wait
    private final Set<Message> notes = new LinkedHashSet<>();
    private @Nullable String used; // key of the verdict that a GPU is used by
    private boolean lost;

    /** @param home the user's data */
    public Devices(Path home) {
        this(home, Accelerator::find, (kind, model) -> Trial.of(kind, home, model), InstantSource.system());
    }

    Devices(
            Path home,
            Supplier<Optional<Accelerator>> accelerator,
            BiFunction<Placement.Kind, TriedModel, Trial> trials,
            InstantSource clock) {
        this.accelerator = accelerator;
        this.trials = trials;
        verdicts = new Verdicts(home, clock);
    }

    /**
     * Loads a model. Waits for the trial of a GPU where there has been none; mostly seconds, the first time minutes.
     *
     * @param model how the weights were opened
     * @param threads threads of one operation on the CPU, 0 for one a core
     * @throws ModelException if the weights or the native library cannot be used on the CPU either
     */
    public DjlEncoder load(LoadedWeights weights, TriedModel model, DeviceWish wish, int threads)
            throws ModelException {
        Placement placement = choose(weights, model, wish);
        if (placement.kind() != Placement.Kind.CPU) {
            try {
                return seeing(weights, DjlEncoder.load(weights, threads, placement));
            } catch (ModelException | DeviceLostException e) {
                onLost(e.getCause() == null ? e : e.getCause());
            }
        }
        return seeing(weights, DjlEncoder.load(weights, threads));
    }

    /** What comes with the program sees. */
    private static DjlEncoder seeing(LoadedWeights weights, DjlEncoder encoder) throws ModelException {
        if (!weights.name().equals(LoadedWeights.EMBEDDED)) {
            try {
                Eyesight.require(encoder, weights.name());
            } catch (ModelException | RuntimeException e) {
                encoder.close();
                throw e;
            }
        }
        return encoder;
    }

    /** Where a model may run; the CPU unless a GPU was tried and found right. */
    public synchronized Placement choose(LoadedWeights weights, TriedModel model, DeviceWish wish) {
        if (wish == DeviceWish.CPU || lost) {
            return Placement.CPU;
        }
        Accelerator gpu = accelerator.get().orElse(null);
        if (gpu == null) {
            if (wish == DeviceWish.GPU) {
                notes.add(Verdict.of(Outcome.NONE).why());
            }
            return Placement.CPU;
        }
        String key = key(gpu, weights);
        Optional<Verdict> known = Optional.ofNullable(ofThisRun.get(key)).or(() -> verdicts.get(key));
        Verdict verdict = known.orElseGet(() -> attempt(gpu, key, model));
        Optional<Placement> placement = verdict.placement(gpu.kind());
        if (placement.isEmpty() && (wish == DeviceWish.GPU || known.isEmpty())) {
            notes.add(verdict.why());
        }
        used = key;
        return placement.orElse(Placement.CPU);
    }

    /**
     * Tries the GPU, whatever is known of it.
     *
     * @return what came of it, empty where there is no GPU that this program has natives for
     */
    public synchronized Optional<Verdict> tryAgain(LoadedWeights weights, TriedModel model) {
        return accelerator.get().map(gpu -> {
            String key = key(gpu, weights);
            verdicts.remove(key);
            return attempt(gpu, key, model);
        });
    }

    private Verdict attempt(Accelerator gpu, String key, TriedModel model) {
        LOG.info("{} is tried", gpu.kind());
        Verdict verdict = trials.apply(gpu.kind(), model).run();
        LOG.info("{}: {} {}", gpu.kind(), verdict.outcome(), verdict.detail());
        ofThisRun.put(key, verdict);
        verdicts.put(key, verdict);
        return verdict;
    }

    /**
     * The GPU has failed at work: the CPU is used from now on, and the GPU tried anew at the next start, or later where it has failed
     * before.
     */
    public synchronized void onLost(Throwable failure) {
        LOG.warn("The GPU failed, the CPU is used from now on", failure);
        lost = true;
        String why = TrialProcess.firstLine(failure);
        notes.add(Message.of("engine.device.lost", why));
        if (used != null) {
            verdicts.lost(used, why);
        }
    }

    /** Why the GPU is not used, where its user should know: one sentence each, mostly none. */
    public synchronized List<Message> notes() {
        return List.copyOf(notes);
    }

    private static String key(Accelerator gpu, LoadedWeights weights) {
        String all = String.join("\n", gpu.kind().name(), gpu.identity(), PyTorch.version(), weights.fingerprint());
        return HexFormat.of().formatHex(Sha256.begin().digest(all.getBytes(StandardCharsets.UTF_8)));
    }
}
