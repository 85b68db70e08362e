package io.manako.engine.train;

import ai.djl.ndarray.NDManager;
import io.manako.engine.file.Sha256;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.vit.FrozenStem;
import io.manako.engine.vit.ModelException;
import io.manako.engine.vit.Placement;
import io.manako.engine.vit.PyTorch;
import io.manako.engine.vit.Safetensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Trains the hybrid by focus distillation (model.md, "Training"): the frozen networks see each view once, then the
 * transformer learns from their cached answers. Every part can be stopped or killed and goes on where it was.
 *
 * <pre>{@code
 * TrainingReport report = ModelTraining.run(config, listener, new CancellationToken());
 * }</pre>
 */
public final class ModelTraining {
    private ModelTraining() {}

    /**
     * Trains and writes the weights; returns when done. The checkpoint, {@code <out>.checkpoint}, is deleted then.
     *
     * @throws ModelException if stem or teacher cannot be used
     * @throws TrainingException if the loss is no number any more, or the checkpoint is of another training
     * @throws IOException if photos cannot be found or the disk is full
     * @throws java.util.concurrent.CancellationException if cancelled; the same call goes on from there
     */
    public static TrainingReport run(TrainingConfig config, TrainingListener listener, CancellationToken cancellation)
            throws IOException {
        return run(config, Trainer.Recipe.standard(config), listener, cancellation);
    }

    static TrainingReport run(
            TrainingConfig config, Trainer.Recipe recipe, TrainingListener listener, CancellationToken cancellation)
            throws IOException {
        if (config.device() != Placement.Kind.CPU && !PyTorch.has(config.device())) {
            throw new ModelException("This Manako finds no GPU to train on: train on the CPU, or see that the NVIDIA"
                    + " driver is there and that this Manako has libraries for it.");
        }
        Path folder = requireWritable(config);
        EvaluationSet set = config.data() == null
                ? null
                : EvaluationSet.open(config.data(), config.device(), listener, cancellation);
        try (PhotoSource photos = PhotoSource.open(config.photos());
                FrozenStem stem = FrozenStem.open(config.stem(), config.device());
                Teachers teachers = Teachers.open(config.teachers(), HybridShape.PIXELS, config.device())) {
            int leftOut = set == null ? 0 : photos.leaveOut(set);
            if (set != null && leftOut > 0) {
                listener.onLeftOut(leftOut, set.folder());
            }
            HybridShape shape =
                    HybridShape.embedded(teachers.dimensions().getFirst(), Targets.joint(teachers.dimensions()));
            String key = key(config, stem, photos);
            CacheBuilder builder = new CacheBuilder(
                    photos,
                    stem::encode,
                    teachers.all(),
                    shape,
                    config.views(),
                    config.seed(),
                    config.cache().resolve(key.substring(0, 16)));
            builder.build(listener, cancellation);
            try (Caches caches = Caches.open(builder);
                    NDManager manager = PyTorch.newManager(config.device())) {
                int views = caches.seen().views();
                int skipped = photos.size() - views / config.views();
                if (views == 0) {
                    throw new IOException("None of the " + photos.size() + " photos can be read.");
                }
                Path out = config.out().toAbsolutePath();
                Path checkpoint = folder.resolve(out.getFileName() + ".checkpoint");
                int[] readable = builder.readable();
                FocusDistillation distillation = new FocusDistillation(shape, manager);
                Batches batches = new Batches(
                        caches.seen(),
                        numbers -> builder.pictures(numbers, readable),
                        caches.taught(),
                        teachers.dimensions(),
                        shape,
                        config.views(),
                        config.seed());
                Checkpoint state = state(
                        config,
                        stem,
                        key + teachers.all().stream().map(Teacher::key).toList(),
                        checkpoint,
                        shape,
                        start -> HeadFit.fit(start, shape, distillation, batches));
                WeightsExport export =
                        new WeightsExport(shape, distillation, batches, stem.tensors(), origin(config, stem, views));
                TrainingLog log = TrainingLog.open(out, state, recipe.batch());
                TrainingWatch watch =
                        new TrainingWatch(out, log, distillation, batches, export, set, listener, cancellation);
                Trainer.Result result = new Trainer(distillation, batches, recipe, checkpoint)
                        .train(state, watch, listener, cancellation);
                write(export, config.out(), result.state(), checkpoint);
                Judgement judgement = watch.judge(result.state(), out);
                Files.deleteIfExists(checkpoint);
                return new TrainingReport(
                        config.out(), views, skipped, result.state().step(), result.losses(), judgement);
            }
        }
    }

    /** What the frozen networks said of all views. */
    private record Caches(FeatureCache seen, List<FeatureCache> taught) implements AutoCloseable {
        static Caches open(CacheBuilder builder) throws IOException {
            Caches caches = new Caches(
                    FeatureCache.open(builder.folder(), Seen.lengths(builder.shape()), builder.chunkCount()),
                    new ArrayList<>());
            try {
                for (Teacher teacher : builder.teachers()) {
                    caches.taught.add(
                            FeatureCache.open(builder.folder(teacher), builder.lengths(teacher), builder.chunkCount()));
                }
                return caches;
            } catch (IOException | RuntimeException e) {
                caches.close();
                throw e;
            }
        }

        @Override
        public void close() {
            taught.forEach(FeatureCache::close);
            seen.close();
        }
    }

    /** The folder of the weights, made if it is not there. */
    private static Path requireWritable(TrainingConfig config) throws IOException {
        Path folder = config.out().toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(config.out())) {
            throw new IOException(config.out() + " is a folder; name the weights file to write.");
        }
        List<Path> given = new ArrayList<>(config.teachers());
        given.add(config.stem());
        for (Path read : given) {
            if (!read.equals(config.from()) && Files.exists(config.out()) && Files.isSameFile(read, config.out())) {
                throw new IOException(config.out() + " is read in this training; name another file for the weights.");
            }
        }
        Files.createDirectories(folder);
        return folder;
    }

    /** What the checkpoint holds, or where training starts. */
    private static Checkpoint state(
            TrainingConfig config,
            FrozenStem stem,
            String key,
            Path checkpoint,
            HybridShape shape,
            Consumer<Map<String, Safetensors.Tensor>> fitHeads)
            throws IOException {
        Path from = config.from();
        Map<String, Safetensors.Tensor> parameters = from == null
                ? HybridParameters.initial(shape, config.seed())
                : HybridParameters.of(from, shape, config.seed());
        if (config.stemShare() > 0) {
            parameters.putAll(stem.tensors());
        }
        String training = (from == null ? key : sha256(key, from)) + (config.stemShare() > 0 ? " stem" : "");
        Checkpoint state = Checkpoint.read(checkpoint, training, parameters);
        if (state != null) {
            return state;
        }
        if (from != null) {
            fitHeads.accept(parameters);
        }
        return Checkpoint.start(training, parameters);
    }

    private static void write(WeightsExport export, Path out, Checkpoint state, Path checkpoint) throws IOException {
        try {
            export.write(out, state);
        } catch (IOException e) {
            throw new IOException(
                    "The weights " + out + " cannot be written (" + e.getMessage()
                            + "): see that their disk has room and run again; what was trained is kept in "
                            + checkpoint + ".",
                    e);
        }
    }

    /** What the weights say of themselves. Only their maker can grant a licence; others have a say in it. */
    private static Map<String, String> origin(TrainingConfig config, FrozenStem stem, int views) {
        String teachers = config.teachers().stream()
                .map(teacher -> String.valueOf(teacher.getFileName()))
                .collect(Collectors.joining(", "));
        String named = config.teachers().size() == 1 ? "the teacher " + teachers : "the teachers " + teachers;
        String start =
                config.from() == null ? "" : ", going on from " + config.from().getFileName();
        return Map.of(
                "source",
                "trained by Manako on " + views + " views of photos with " + named + start,
                "stem",
                stem.source(),
                "licence",
                "not stated by their maker; the photos, " + named + " and the stem (" + stem.source()
                        + ") have terms of their own");
    }

    /** SHA-256 over everything that the stem's cache depends on, 64 hex digits. */
    private static String key(TrainingConfig config, FrozenStem stem, PhotoSource photos) {
        MessageDigest all = Sha256.begin();
        all.update(stem.digest());
        all.update((config.views() + " " + config.seed() + "\n" + photos.list()).getBytes(StandardCharsets.UTF_8));
        return Sha256.hex(all);
    }

    /** SHA-256 of a text and a file, 64 hex digits. */
    static String sha256(String head, Path file) throws IOException {
        MessageDigest digest = Sha256.begin();
        digest.update(head.getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
        return Sha256.hex(digest);
    }
}
