package io.manako.engine.train;

import ai.djl.ndarray.NDManager;
import io.manako.engine.file.Sha256;
import io.manako.engine.photo.Raster;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.vit.FrozenStem;
import io.manako.engine.vit.FrozenTeacher;
import io.manako.engine.vit.ModelException;
import io.manako.engine.vit.PyTorch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;

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
        Path folder = requireWritable(config);
        EvaluationSet set = config.data() == null ? null : EvaluationSet.open(config.data(), listener, cancellation);
        try (PhotoSource photos = PhotoSource.open(config.photos());
                FrozenStem stem = FrozenStem.open(config.stem());
                FrozenTeacher teacher = FrozenTeacher.open(config.teacher())) {
            if (teacher.patch() != 16) {
                throw new ModelException("The teacher " + config.teacher() + " cannot be used: it has patches of "
                        + teacher.patch() + " pixels, and the hybrid's 16 are compared with a teacher's one by one.");
            }
            int leftOut = set == null ? 0 : photos.leaveOut(set);
            if (set != null && leftOut > 0) {
                listener.onLeftOut(leftOut, set.folder());
            }
            HybridShape shape = HybridShape.embedded(teacher.dimension());
            String key = key(config, stem, photos);
            Path cacheFolder = config.cache().resolve(key.substring(0, 16));
            Features features = features(stem, teacher, shape);
            CacheBuilder builder =
                    new CacheBuilder(photos, features, shape, config.views(), config.seed(), cacheFolder);
            builder.build(listener, cancellation);
            try (FeatureCache cache = FeatureCache.open(cacheFolder, shape, builder.chunkCount());
                    NDManager manager = PyTorch.newManager()) {
                if (cache.views() == 0) {
                    throw new IOException("None of the " + photos.size() + " photos can be read.");
                }
                Path checkpoint = folder.resolve(config.out().getFileName() + ".checkpoint");
                Checkpoint state = state(config, key, checkpoint, shape);
                FocusDistillation distillation = new FocusDistillation(shape, manager);
                Batches batches = new Batches(cache, shape, config.views(), config.seed());
                WeightsExport export = new WeightsExport(
                        shape,
                        distillation,
                        batches,
                        cache.views(),
                        stem.tensors(),
                        origin(config, stem, cache.views()));
                TrainingLog log = TrainingLog.open(config.out().toAbsolutePath(), state, recipe.batch());
                TrainingWatch watch = new TrainingWatch(
                        config.out().toAbsolutePath(), log, distillation, batches, export, set, listener, cancellation);
                Trainer.Result result = new Trainer(distillation, batches, recipe, checkpoint)
                        .train(state, watch, listener, cancellation);
                write(export, config.out(), result.state(), checkpoint);
                Judgement judgement = watch.judge(result.state(), config.out());
                Files.deleteIfExists(checkpoint);
                return new TrainingReport(
                        config.out(),
                        cache.views(),
                        cache.skipped(),
                        result.state().step(),
                        result.losses(),
                        judgement);
            }
        }
    }

    /** The folder of the weights, made if it is not there. */
    private static Path requireWritable(TrainingConfig config) throws IOException {
        Path folder = config.out().toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(config.out())) {
            throw new IOException(config.out() + " is a folder; name the weights file to write.");
        }
        for (Path read : List.of(config.stem(), config.teacher())) {
            if (!read.equals(config.from()) && Files.exists(config.out()) && Files.isSameFile(read, config.out())) {
                throw new IOException(config.out() + " is read in this training; name another file for the weights.");
            }
        }
        Files.createDirectories(folder);
        return folder;
    }

    /** What the checkpoint holds, or where training starts. */
    private static Checkpoint state(TrainingConfig config, String key, Path checkpoint, HybridShape shape)
            throws IOException {
        Path from = config.from();
        String training = from == null ? key : sha256(key.getBytes(StandardCharsets.US_ASCII), from);
        Checkpoint state = Checkpoint.read(checkpoint, training, shape);
        if (state != null) {
            return state;
        }
        return Checkpoint.start(
                training,
                from == null
                        ? HybridParameters.initial(shape, config.seed())
                        : HybridParameters.of(from, shape, config.seed()));
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

    private static Features features(FrozenStem stem, FrozenTeacher teacher, HybridShape shape) {
        return new Features() {
            @Override
            public List<FrozenStem.Maps> maps(List<Raster> pictures) {
                return stem.encode(pictures);
            }

            @Override
            public List<FrozenTeacher.Tokens> tokens(List<Raster> pictures) {
                return teacher.encode(pictures, shape.grid());
            }
        };
    }

    /** What the weights say of themselves. Only their maker can grant a licence; others have a say in it. */
    private static Map<String, String> origin(TrainingConfig config, FrozenStem stem, int views) {
        String teacher = String.valueOf(config.teacher().getFileName());
        String start =
                config.from() == null ? "" : ", going on from " + config.from().getFileName();
        return Map.of(
                "source",
                "trained by Manako on " + views + " views of photos with the teacher " + teacher + start,
                "stem",
                stem.source(),
                "licence",
                "not stated by their maker; the photos, the teacher " + teacher + " and the stem (" + stem.source()
                        + ") have terms of their own");
    }

    /** SHA-256 over everything that the cache depends on, 64 hex digits. */
    private static String key(TrainingConfig config, FrozenStem stem, PhotoSource photos) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(stem.digest());
        all.writeBytes((config.views() + " " + config.seed() + "\n" + photos.list()).getBytes(StandardCharsets.UTF_8));
        return sha256(all.toByteArray(), config.teacher());
    }

    private static String sha256(byte[] head, Path file) throws IOException {
        MessageDigest digest = Sha256.begin();
        digest.update(head);
        digest.update(Files.readAllBytes(file));
        return Sha256.hex(digest);
    }
}
