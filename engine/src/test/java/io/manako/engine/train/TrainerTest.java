package io.manako.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.train.Trainer.Recipe;
import io.manako.engine.vit.ModelException;
import io.manako.engine.vit.PyTorch;
import io.manako.engine.vit.Safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The training loop on a tiny hybrid and a cache of views whose targets can be learnt. */
class TrainerTest {
    private static final HybridShape SHAPE = new HybridShape(4, 5, 6, 16, 2, 3, 2, 8, 16, 2);
    private static final Map<String, Tensor> LIKE = HybridParameters.initial(SHAPE, 0);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Trainer.Observer QUIET = new Trainer.Observer() {
        @Override
        public void onStep(Checkpoint state, double rate, Losses losses) {}

        @Override
        public void onJudgement(Checkpoint state) {}
    };

    @TempDir
    Path folder;

    private FeatureCache cache;
    private FeatureCache teacher;
    private NDManager manager;

    @BeforeEach
    void open() throws IOException {
        Random random = new Random(3);
        List<float[][]> seen = new ArrayList<>();
        List<float[][]> taught = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Seen view = Seen.empty(SHAPE);
            for (int k = 0; k < view.middle().length; k++) {
                view.middle()[k] = (float) random.nextGaussian();
            }
            for (int k = 0; k < view.deep().length; k++) {
                view.deep()[k] = (float) random.nextGaussian();
            }
            float[] boxes = {0, 0, 0.5f, 0.5f, 0.5f, 0.25f, 1, 1};
            System.arraycopy(boxes, 0, view.boxes(), 0, 8);
            Taught said = Taught.empty(SHAPE, 8, true);
            for (int k = 0; k < 8; k++) {
                // What is in the picture decides on the targets, so there is something to learn.
                said.crops()[k] = view.deep()[k] + view.deep()[k + 6];
                said.crops()[8 + k] = view.middle()[k % 5] + view.deep()[k % 6];
                said.crops()[16 + k] = view.deep()[18 + k % 6];
                for (int c = 0; c < SHAPE.cells(); c++) {
                    said.cells()[c * 8 + k] = view.deep()[c * 6 + k % 6];
                }
            }
            System.arraycopy(said.crops(), 0, said.focus(), 0, 24);
            seen.add(view.parts());
            taught.add(said.parts());
        }
        int[] ofSeen = Seen.lengths(SHAPE);
        int[] ofTaught = Taught.lengths(SHAPE, 8, true);
        Path first = Files.createDirectory(folder.resolve("first"));
        for (int c = 0; c < 2; c++) {
            FeatureCache.write(FeatureCache.chunk(folder, c), seen.subList(10 * c, 10 + 14 * c), ofSeen, 0);
            FeatureCache.write(FeatureCache.chunk(first, c), taught.subList(10 * c, 10 + 14 * c), ofTaught, 0);
        }
        cache = FeatureCache.open(folder, ofSeen, 2);
        teacher = FeatureCache.open(first, ofTaught, 2);
        manager = PyTorch.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
        cache.close();
        teacher.close();
    }

    @Test
    void theLossFallsOverThirtySteps() throws IOException {
        Checkpoint start = start();
        FocusDistillation distillation = new FocusDistillation(SHAPE, manager);
        Batches batches = batches(1);
        double before = distillation
                .step(start.parameters(), batches.of(0, 24))
                .losses()
                .total();
        train(recipe(30, 5e-3, NEVER), start, step -> {});
        double after = distillation
                .step(start.parameters(), batches.of(0, 24))
                .losses()
                .total();
        assertThat(after).isLessThan(0.8 * before);
    }

    @Test
    void aTrainingThatWasStoppedEndsLikeOneThatWasNot() throws IOException {
        Recipe recipe = recipe(8, 5e-3, NEVER);
        Checkpoint whole = train(recipe, start(), step -> {}).state();

        CancellationToken token = new CancellationToken();
        assertThatThrownBy(() -> trainer(recipe)
                        .train(
                                start(),
                                QUIET,
                                listener(step -> {
                                    if (step == 4) {
                                        token.cancel();
                                    }
                                }),
                                token))
                .isInstanceOf(CancellationException.class);
        Checkpoint half = Checkpoint.read(file(), "key", LIKE);
        assertThat(half.step()).isEqualTo(4);
        Checkpoint rest = train(recipe, half, step -> {}).state();

        assertThat(rest.step()).isEqualTo(8);
        whole.average()
                .forEach((name, values) ->
                        assertThat(rest.average().get(name)).as(name).containsExactly(values, within(1e-5f)));
    }

    @Test
    void aLossThatIsNoNumberBeforeTheFirstCheckpointPromisesNone() {
        assertThatThrownBy(() -> train(recipe(50, 1e30, NEVER), start(), step -> {}))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("No checkpoint was due yet")
                .hasMessageContaining("smaller learning rate");
        assertThat(file()).doesNotExist();
    }

    @Test
    void aTrainingThatIsAtItsEndStillTellsItsLosses() throws IOException {
        Recipe recipe = recipe(2, 5e-3, NEVER);
        Checkpoint done = train(recipe, start(), step -> {}).state();

        Trainer.Result again = train(recipe, done, step -> {});

        assertThat(again.state().step()).isEqualTo(2);
        assertThat(again.losses().total()).isPositive();
    }

    @Test
    void trainingGoesOnFromExportedWeights() throws IOException {
        Checkpoint trained = train(recipe(2, 5e-3, NEVER), start(), step -> {}).state();
        Path weights = folder.resolve("tiny.safetensors");
        new WeightsExport(SHAPE, new FocusDistillation(SHAPE, manager), batches(1), Map.of(), Map.of())
                .write(weights, trained);

        Map<String, Tensor> parameters = HybridParameters.of(weights, SHAPE, 9);

        assertThat(parameters.keySet()).isEqualTo(trained.parameters().keySet());
        assertThat(parameters.get("blocks.1.attn.qkv.weight").values())
                .containsExactly(trained.average().get("blocks.1.attn.qkv.weight"), within(1e-3f));
        assertThat(parameters.get("head.weight").values())
                .isEqualTo(HybridParameters.initial(SHAPE, 9).get("head.weight").values());
        HybridShape other = new HybridShape(4, 5, 6, 16, 4, 3, 2, 8, 16, 2);
        assertThatThrownBy(() -> HybridParameters.of(weights, other, 9))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("2 heads");
    }

    @Test
    void weightsThatAreGoneOnFromGetHeadsThatFitThem() throws IOException {
        FocusDistillation distillation = new FocusDistillation(SHAPE, manager);
        Map<String, Tensor> parameters =
                train(recipe(60, 5e-3, NEVER), start(), step -> {}).state().averaged();
        Batch batch = batches(1).of(0, 24);
        Losses trained = distillation.losses(parameters, batch);
        for (String name : List.of("head.weight", "patch_head.weight")) {
            float[] values = parameters.get(name).values();
            for (int i = 0; i < values.length; i++) {
                values[i] = -values[i];
            }
        }

        HeadFit.fit(parameters, SHAPE, distillation, batches(1));

        Losses fitted = distillation.losses(parameters, batch);
        assertThat(fitted.focus()).isLessThan(trained.focus() + 0.1);
        assertThat(fitted.view()).isLessThan(trained.view() + 0.1);
        assertThat(fitted.cells()).isLessThan(trained.cells() + 0.1);
    }

    @Test
    void aLossThatIsNoNumberStopsAndKeepsTheLastGoodCheckpoint() throws IOException {
        assertThatThrownBy(() -> train(recipe(50, 1e30, Duration.ZERO), start(), step -> {}))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("no number")
                .hasMessageContaining("smaller learning rate")
                .hasMessageContaining(file().toString());
        Checkpoint kept = Checkpoint.read(file(), "key", LIKE);
        double loss = new FocusDistillation(SHAPE, manager)
                .step(kept.parameters(), batches(1).of(kept.step(), 8))
                .losses()
                .total();
        assertThat(loss).isFinite();
    }

    @Test
    void aCheckpointOfAnotherTrainingOrADamagedOneIsRefused() throws IOException {
        start().write(file());
        assertThatThrownBy(() -> Checkpoint.read(file(), "other", LIKE))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("another training");
        byte[] bytes = Files.readAllBytes(file());
        Files.write(file(), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> Checkpoint.read(file(), "key", LIKE))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void everyViewIsSeenOnceInAnEpochButThoseOfTheTwentiethPhoto() {
        Batches batches = batches(1);
        List<Float> seen = new ArrayList<>();
        for (int step = 0; step < 23; step++) {
            seen.add(batches.of(step, 1).middle()[0]);
        }
        List<Float> taught = new ArrayList<>();
        for (int i = 0; i < cache.views(); i++) {
            if (i != 19) {
                taught.add(cache.read(i)[0][0]);
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(taught).isNotEqualTo(taught);
        assertThat(batches.heldOut(8)).singleElement().isEqualTo(new int[] {19});
        assertThat(batches.of(new int[] {19}).middle()[0]).isEqualTo(cache.read(19)[0][0]);
    }

    @Test
    void allViewsOfAPhotoAreHeldOutTogether() {
        assertThat(batches(2).heldOut(8)).as("twelve photos are too few").isEmpty();
    }

    @Test
    void whatAJudgementTakesIsNoTimeOfTraining() throws IOException {
        Recipe recipe = new Recipe(8, 5e-3, 3, 0.9, 6, Duration.ofMinutes(1), NEVER, Duration.ofMillis(1), 0.2);
        List<Integer> judged = new ArrayList<>();
        Checkpoint done = trainer(recipe)
                .train(
                        start(),
                        new Trainer.Observer() {
                            @Override
                            public void onStep(Checkpoint state, double rate, Losses losses) {}

                            @Override
                            public void onJudgement(Checkpoint state) throws IOException {
                                assertThat(Checkpoint.read(file(), "key", LIKE).step())
                                        .as("on disk before it is looked at")
                                        .isEqualTo(state.step());
                                judged.add(state.step());
                                java.util.concurrent.locks.LockSupport.parkNanos(2_000_000_000L);
                            }
                        },
                        listener(step -> {}),
                        new CancellationToken())
                .state();
        assertThat(judged).isNotEmpty().doesNotHaveDuplicates();
        assertThat(done.seconds()).isLessThan(2 * judged.size());
    }

    @Test
    void weightsThatTheVeryLastStepSpoiltAreNotWritten() {
        assertThatThrownBy(() -> train(recipe(1, 1e30, NEVER), start(), step -> {}))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("no number");
        assertThat(file()).doesNotExist();
    }

    private static Recipe recipe(int steps, double rate, Duration checkpointEvery) {
        return new Recipe(8, rate, 3, 0.9, steps, Duration.ofMinutes(1), checkpointEvery, NEVER, 0.2);
    }

    private static Checkpoint start() {
        return Checkpoint.start("key", HybridParameters.initial(SHAPE, 2));
    }

    private Batches batches(int viewsOfPhoto) {
        Batches.Pictures none = numbers -> List.of();
        return new Batches(cache, none, List.of(teacher), List.of(8), SHAPE, viewsOfPhoto, 5);
    }

    private Path file() {
        return folder.resolve("tiny.checkpoint");
    }

    private Trainer trainer(Recipe recipe) {
        return new Trainer(new FocusDistillation(SHAPE, manager), batches(1), recipe, file());
    }

    private Trainer.Result train(Recipe recipe, Checkpoint start, IntConsumer onStep) throws IOException {
        return trainer(recipe).train(start, QUIET, listener(onStep), new CancellationToken());
    }

    static TrainingListener listener(IntConsumer onStep) {
        return new TrainingListener() {
            @Override
            public void onCacheSize(Path cacheFolder, long bytes, long free) {}

            @Override
            public void onProgress(Progress progress) {}

            @Override
            public void onLeftOut(int photos, Path evaluationSet) {}

            @Override
            public void onJudgement(int step, Judgement judgement) {}

            @Override
            public void onStep(int step, Losses losses, double viewsPerSecond, Duration left) {
                onStep.accept(step);
            }
        };
    }
}
