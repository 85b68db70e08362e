package io.manako.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.index.IndexJob;
import io.manako.engine.index.IndexReport;
import io.manako.engine.message.Message;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.store.DescriptorStore;
import io.manako.engine.store.DescriptorUse;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.StoreException;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another model takes the place of the one that answers: with two small seeded networks of different dimensions. */
@Timeout(120)
class ModelSwitchTest {
    /** Of H2's files, in bytes. */
    private static final int PAGE = 4096;

    private static final SearchRequest REQUEST =
            new SearchRequest(List.of(new Box(10, 10, 60, 60)), Map.of(), TinyHome.PHOTOS, null);

    @TempDir
    Path home;

    private TinyHome tiny;
    private Engine engine;
    private PhotoLibrary library;

    @BeforeEach
    void indexWithTheFirstModel() throws IOException {
        tiny = TinyHome.make(home);
        open(TinyHome.MODEL);
        library.indexAndWait(List.of(tiny.photos()), ProgressListener.NONE);
    }

    private void open(String model) throws ModelException {
        engine = Engine.open(tiny.config(model));
        library = engine.openLibrary(tiny.library());
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private QueryPhoto photo() throws IOException {
        return engine.openPhoto(tiny.photo(0));
    }

    @Test
    void theModelAtHandAnswersUntilTheOtherKnowsAllPhotos() throws Exception {
        try (QueryPhoto photo = photo()) {
            SearchResult first = library.search(photo, REQUEST);
            AtomicInteger asked = new AtomicInteger();
            IndexJob job = engine.switchTo(TinyHome.OTHER, progress -> {
                assertThat(engine.model().name()).isEqualTo(TinyHome.MODEL);
                assertThat(library.search(photo, REQUEST).hits()).isEqualTo(first.hits());
                asked.incrementAndGet();
            });
            IndexReport report = job.result().join();

            assertThat(asked).hasPositiveValue();
            assertThat(report.encoded()).isEqualTo(TinyHome.PHOTOS);
            assertThat(engine.model().name()).isEqualTo(TinyHome.OTHER);
            assertThat(library.size()).isEqualTo(TinyHome.PHOTOS);
            SearchResult second = library.search(photo, REQUEST);
            assertThat(second.hits()).hasSize(TinyHome.PHOTOS - 1);
            assertThat(second.hits()).extracting(Hit::score).isNotEqualTo(scores(first));
            assertThat(library.explain(photo, REQUEST, second.hits().getFirst()).attention())
                    .isNotEmpty();
            try (QueryPhoto again = engine.openAgain(photo)) {
                assertThat(scores(library.search(again, REQUEST))).isEqualTo(scores(second));
            }
        }
        // Both are kept: the way back costs nothing.
        assertThat(engine.switchTo(TinyHome.MODEL, ProgressListener.NONE)
                        .result()
                        .join())
                .satisfies(report -> assertThat(report.encoded()).isZero());
        assertThat(engine.model().name()).isEqualTo(TinyHome.MODEL);
    }

    private static List<Float> scores(SearchResult result) {
        return result.hits().stream().map(Hit::score).toList();
    }

    @Test
    void aPageOfDescriptorsThatIsDamagedCostsNoMoreThanAnotherIndexing() throws Exception {
        library.close();
        damageAPage();

        library = engine.openLibrary(tiny.library());

        assertThat(library.size()).isZero();
        assertThat(library.notices()).extracting(Message::english).anyMatch(notice -> notice.contains("begun anew"));
        library.indexAndWait(List.of(), ProgressListener.NONE);
        assertThat(library.size()).isEqualTo(TinyHome.PHOTOS);
    }

    /** Such a page that the file can still be opened. */
    private void damageAPage() throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(tiny.library())) {
            file = files.filter(each -> each.getFileName().toString().matches("descriptors-.*\\.mv\\.db"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] whole = Files.readAllBytes(file);
        for (int page = 2 * PAGE; page < whole.length; page += PAGE) {
            byte[] damaged = whole.clone();
            Arrays.fill(damaged, page, Math.min(page + PAGE, damaged.length), (byte) 31);
            Files.write(file, damaged);
            if (opensAndCannotBeRead()) {
                Files.write(file, damaged);
                return;
            }
        }
        throw new AssertionError("no page of " + file + " is read");
    }

    private boolean opensAndCannotBeRead() {
        try (LibraryStore store = LibraryStore.open(tiny.library())) {
            DescriptorStore descriptors = store.descriptors(engine.model());
            if (store.notices().isEmpty()) {
                descriptors.forEach(any -> {});
            }
            return false;
        } catch (StoreException e) {
            return true;
        }
    }

    @Test
    void aLibraryThatWasClosedIsNotCounted() throws Exception {
        library.close();
        library = engine.openLibrary(tiny.library());

        engine.switchTo(TinyHome.OTHER, ProgressListener.NONE).result().join();

        assertThat(engine.model().name()).isEqualTo(TinyHome.OTHER);
    }

    @Test
    void searchesGoOnWhileModelsChange() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        try (QueryPhoto photo = photo()) {
            CompletableFuture<Integer> searches = CompletableFuture.supplyAsync(() -> {
                int count = 0;
                while (!ended.get()) {
                    List<Hit> hits = library.search(photo, REQUEST).hits();
                    assertThat(hits).hasSize(TinyHome.PHOTOS - 1);
                    library.window(hits.getFirst());
                    count++;
                }
                return count;
            });
            for (int i = 0; i < 3; i++) {
                engine.switchTo(TinyHome.OTHER, ProgressListener.NONE).result().join();
                engine.switchTo(TinyHome.MODEL, ProgressListener.NONE).result().join();
            }
            ended.set(true);
            assertThat(searches.get(30, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void aSwitchThatIsStoppedChangesNothingAndGoesOnWhereItWas() throws Exception {
        IndexReport stopped = stopAtTheFirstPhoto();
        assertThat(engine.model().name()).isEqualTo(TinyHome.MODEL);
        assertThat(library.size()).isEqualTo(TinyHome.PHOTOS);

        IndexReport rest =
                engine.switchTo(TinyHome.OTHER, ProgressListener.NONE).result().join();
        assertThat(rest.encoded()).isEqualTo(TinyHome.PHOTOS - stopped.encoded());
        assertThat(engine.model().name()).isEqualTo(TinyHome.OTHER);
        assertThat(library.size()).isEqualTo(TinyHome.PHOTOS);
    }

    private IndexReport stopAtTheFirstPhoto() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        IndexJob[] job = new IndexJob[1];
        job[0] = engine.switchTo(TinyHome.OTHER, progress -> {
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
        IndexJob job = engine.switchTo(TinyHome.OTHER, progress -> scanned.countDown());
        await(scanned);
        engine.close();
        boolean cancelled = job.result().join().cancelled();

        open(TinyHome.MODEL);
        assertThat(library.size()).isEqualTo(TinyHome.PHOTOS);
        IndexReport rest =
                engine.switchTo(TinyHome.OTHER, ProgressListener.NONE).result().join();
        assertThat(rest.cancelled()).isFalse();
        assertThat(rest.encoded()).isLessThanOrEqualTo(cancelled ? TinyHome.PHOTOS : 0);
        assertThat(engine.model().name()).isEqualTo(TinyHome.OTHER);
    }

    @Test
    void aFileThatVanishesOnTheWayIsNotMissed() throws Exception {
        IndexJob job = engine.switchTo(TinyHome.OTHER, progress -> {
            try {
                Files.deleteIfExists(tiny.weights(TinyHome.OTHER));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(job.result().join().cancelled()).isFalse();
        assertThat(engine.model().name()).isEqualTo(TinyHome.OTHER);

        assertThatThrownBy(() -> {
                    engine.switchTo(TinyHome.MODEL, ProgressListener.NONE)
                            .result()
                            .join();
                    engine.switchTo(TinyHome.OTHER, ProgressListener.NONE);
                })
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("There is no model");
        assertThat(engine.model().name()).isEqualTo(TinyHome.MODEL);
        try (QueryPhoto photo = photo()) {
            assertThat(library.search(photo, REQUEST).hits()).hasSize(TinyHome.PHOTOS - 1);
        }
    }

    @Test
    void theModelThatAnswersIsNotSwitchedTo() {
        assertThatThrownBy(() -> engine.switchTo(TinyHome.MODEL, ProgressListener.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatTheOtherModelKnowsCanBeDropped() throws Exception {
        assertThat(library.store().descriptorUse())
                .singleElement()
                .satisfies(use -> assertThat(use.spare()).isZero());
        engine.switchTo(TinyHome.OTHER, ProgressListener.NONE).result().join();

        List<DescriptorUse> uses = library.store().descriptorUse();
        assertThat(uses).extracting(DescriptorUse::model).containsExactly(TinyHome.OTHER, TinyHome.MODEL);
        assertThat(uses.getFirst().spare()).isZero();
        assertThat(uses.getLast().spare()).isEqualTo(uses.getLast().bytes()).isPositive();
        assertThat(library.store().dropDescriptors(TinyHome.OTHER))
                .as("of the model that answers")
                .isZero();
        assertThat(library.store().dropDescriptors(TinyHome.MODEL))
                .isEqualTo(uses.getLast().bytes());
        assertThat(library.store().descriptorUse()).containsExactly(uses.getFirst());

        assertThat(engine.switchTo(TinyHome.MODEL, ProgressListener.NONE)
                        .result()
                        .join()
                        .encoded())
                .isEqualTo(TinyHome.PHOTOS);
    }
}
