package io.manako.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.index.IndexJob;
import io.manako.engine.index.IndexReport;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.store.DescriptorUse;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another model takes the place of the one that answers: with two small seeded networks of different dimensions. */
@Timeout(120)
class ModelSwitchTest {
    private static final int PHOTOS = 12;
    private static final SearchRequest REQUEST =
            new SearchRequest(List.of(new Box(10, 10, 60, 60)), Map.of(), PHOTOS, null);

    @TempDir
    Path home;

    private Path folder;
    private Engine engine;
    private PhotoLibrary library;

    @BeforeEach
    void indexWithTheFirstModel() throws IOException {
        folder = Files.createDirectories(home.resolve("photos"));
        for (int i = 0; i < PHOTOS; i++) {
            byte[] noise = new byte[160 * 120 * 3];
            new Random(i).nextBytes(noise);
            PictureWriter.write(new Raster(160, 120, noise), folder.resolve("photo-" + i + ".png"));
        }
        Files.createDirectories(home.resolve("models"));
        for (String model : List.of("tiny-timm", "tiny-dinov2-hf")) {
            try (InputStream in = getClass().getResourceAsStream("vit/" + model + ".safetensors")) {
                Files.copy(in, fileOf(model));
            }
        }
        open("tiny-timm");
        library.indexAndWait(List.of(folder), ProgressListener.NONE);
    }

    private Path fileOf(String model) {
        return home.resolve("models").resolve(model + ".safetensors");
    }

    private void open(String model) throws ModelException {
        engine = Engine.open(new EngineConfig(model, home, 0, EngineConfig.Preprocessing.DEFAULT, 0));
        library = engine.openLibrary(home.resolve("library"));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private QueryPhoto photo() throws IOException {
        return engine.openPhoto(folder.resolve("photo-0.png"));
    }

    @Test
    void theModelAtHandAnswersUntilTheOtherKnowsAllPhotos() throws Exception {
        try (QueryPhoto photo = photo()) {
            SearchResult first = library.search(photo, REQUEST);
            AtomicInteger asked = new AtomicInteger();
            IndexJob job = engine.switchTo("tiny-dinov2-hf", progress -> {
                assertThat(engine.model().name()).isEqualTo("tiny-timm");
                assertThat(library.search(photo, REQUEST).hits()).isEqualTo(first.hits());
                asked.incrementAndGet();
            });
            IndexReport report = job.result().join();

            assertThat(asked).hasPositiveValue();
            assertThat(report.encoded()).isEqualTo(PHOTOS);
            assertThat(engine.model().name()).isEqualTo("tiny-dinov2-hf");
            assertThat(library.size()).isEqualTo(PHOTOS);
            SearchResult second = library.search(photo, REQUEST);
            assertThat(second.hits()).hasSize(PHOTOS - 1);
            assertThat(second.hits()).extracting(Hit::score).isNotEqualTo(scores(first));
            assertThat(library.explain(photo, REQUEST, second.hits().getFirst()).attention())
                    .isNotEmpty();
            try (QueryPhoto again = engine.openAgain(photo)) {
                assertThat(scores(library.search(again, REQUEST))).isEqualTo(scores(second));
            }
        }
        // Both are kept: the way back costs nothing.
        assertThat(engine.switchTo("tiny-timm", ProgressListener.NONE).result().join())
                .satisfies(report -> assertThat(report.encoded()).isZero());
        assertThat(engine.model().name()).isEqualTo("tiny-timm");
    }

    private static List<Float> scores(SearchResult result) {
        return result.hits().stream().map(Hit::score).toList();
    }

    @Test
    void searchesGoOnWhileModelsChange() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        try (QueryPhoto photo = photo()) {
            CompletableFuture<Integer> searches = CompletableFuture.supplyAsync(() -> {
                int count = 0;
                while (!ended.get()) {
                    List<Hit> hits = library.search(photo, REQUEST).hits();
                    assertThat(hits).hasSize(PHOTOS - 1);
                    library.window(hits.getFirst());
                    count++;
                }
                return count;
            });
            for (int i = 0; i < 3; i++) {
                engine.switchTo("tiny-dinov2-hf", ProgressListener.NONE)
                        .result()
                        .join();
                engine.switchTo("tiny-timm", ProgressListener.NONE).result().join();
            }
            ended.set(true);
            assertThat(searches.get(30, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void aSwitchThatIsStoppedChangesNothingAndGoesOnWhereItWas() throws Exception {
        IndexReport stopped = stopAtTheFirstPhoto();
        assertThat(engine.model().name()).isEqualTo("tiny-timm");
        assertThat(library.size()).isEqualTo(PHOTOS);

        IndexReport rest = engine.switchTo("tiny-dinov2-hf", ProgressListener.NONE)
                .result()
                .join();
        assertThat(rest.encoded()).isEqualTo(PHOTOS - stopped.encoded());
        assertThat(engine.model().name()).isEqualTo("tiny-dinov2-hf");
        assertThat(library.size()).isEqualTo(PHOTOS);
    }

    private IndexReport stopAtTheFirstPhoto() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        IndexJob[] job = new IndexJob[1];
        job[0] = engine.switchTo("tiny-dinov2-hf", progress -> {
            if (progress.stage().equals("index.encode")) {
                await(begun);
                job[0].cancel();
            }
        });
        begun.countDown();
        IndexReport report = job[0].result().join();
        assertThat(report.cancelled()).isTrue();
        return report;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theProgramEndsInTheMiddleAndTheNextGoesOn() throws Exception {
        CountDownLatch scanned = new CountDownLatch(1);
        IndexJob job = engine.switchTo("tiny-dinov2-hf", progress -> scanned.countDown());
        await(scanned);
        engine.close();
        boolean cancelled = job.result().join().cancelled();

        open("tiny-timm");
        assertThat(library.size()).isEqualTo(PHOTOS);
        IndexReport rest = engine.switchTo("tiny-dinov2-hf", ProgressListener.NONE)
                .result()
                .join();
        assertThat(rest.cancelled()).isFalse();
        assertThat(rest.encoded()).isLessThanOrEqualTo(cancelled ? PHOTOS : 0);
        assertThat(engine.model().name()).isEqualTo("tiny-dinov2-hf");
    }

    @Test
    void aFileThatVanishesOnTheWayIsNotMissed() throws Exception {
        IndexJob job = engine.switchTo("tiny-dinov2-hf", progress -> {
            try {
                Files.deleteIfExists(fileOf("tiny-dinov2-hf"));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(job.result().join().cancelled()).isFalse();
        assertThat(engine.model().name()).isEqualTo("tiny-dinov2-hf");

        assertThatThrownBy(() -> {
                    engine.switchTo("tiny-timm", ProgressListener.NONE).result().join();
                    engine.switchTo("tiny-dinov2-hf", ProgressListener.NONE);
                })
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("There is no model");
        assertThat(engine.model().name()).isEqualTo("tiny-timm");
        try (QueryPhoto photo = photo()) {
            assertThat(library.search(photo, REQUEST).hits()).hasSize(PHOTOS - 1);
        }
    }

    @Test
    void theModelThatAnswersIsNotSwitchedTo() {
        assertThatThrownBy(() -> engine.switchTo("tiny-timm", ProgressListener.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatTheOtherModelKnowsCanBeDropped() throws Exception {
        assertThat(library.store().descriptorUse())
                .singleElement()
                .satisfies(use -> assertThat(use.spare()).isZero());
        engine.switchTo("tiny-dinov2-hf", ProgressListener.NONE).result().join();

        List<DescriptorUse> uses = library.store().descriptorUse();
        assertThat(uses).extracting(DescriptorUse::model).containsExactly("tiny-dinov2-hf", "tiny-timm");
        assertThat(uses.getFirst().spare()).isZero();
        assertThat(uses.getLast().spare()).isEqualTo(uses.getLast().bytes()).isPositive();
        assertThat(library.store().dropDescriptors("tiny-dinov2-hf"))
                .as("of the model that answers")
                .isZero();
        assertThat(library.store().dropDescriptors("tiny-timm"))
                .isEqualTo(uses.getLast().bytes());
        assertThat(library.store().descriptorUse()).containsExactly(uses.getFirst());

        assertThat(engine.switchTo("tiny-timm", ProgressListener.NONE)
                        .result()
                        .join()
                        .encoded())
                .isEqualTo(PHOTOS);
    }
}
