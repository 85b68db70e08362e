package io.manako.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.filter.Filter;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Hit;
import io.manako.engine.search.Judgement;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.store.PhotoRow;
import io.manako.engine.store.SearchName;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.util.FloatComparator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The descriptors in memory go when the model rests, and nobody notices. */
@Timeout(120)
class RestedLibraryTest {
    private static final TagName LAMP = new TagName("lamp");
    private static final List<Judgement> MORE_LAMPS = List.of(new Judgement.OfTag(LAMP.text(), true));
    private static final SearchRequest REQUEST = new SearchRequest(
            List.of(new Box(10, 10, 60, 60)), Map.of(), 50, null, Filter.EVERYTHING, MORE_LAMPS, true);

    @TempDir
    Path home;

    private TinyHome tiny;
    private Engine engine;
    private PhotoLibrary library;

    @BeforeEach
    void index() throws IOException {
        tiny = TinyHome.make(home);
        open(Duration.ofMinutes(5));
        library.indexAndWait(List.of(tiny.photos()), ProgressListener.NONE);
        List<PhotoId> photos =
                library.photos().stream().map(PhotoRow::id).sorted().toList();
        library.tags().apply(TagEdit.of(photos.subList(0, 5), List.of(LAMP), List.of()));
        library.tags().apply(TagEdit.of(photos.subList(5, 9), List.of(new TagName("cup")), List.of()));
    }

    private void open(Duration restAfter) throws IOException {
        engine = Engine.open(tiny.config(TinyHome.MODEL), restAfter);
        library = engine.openLibrary(tiny.library());
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void rest() {
        assertThat(library.gallery().letGo(Duration.ZERO))
                .as("something was in memory")
                .isTrue();
    }

    private static List<TagSuggestion> suggestions(LearnedTags learned) {
        return learned.suggest(null, TinyHome.PHOTOS, new CancellationToken());
    }

    /** The same but for the last bit: a sum of lanes is rounded in another order as soon as it is compiled. */
    private static void assertAlike(List<?> now, List<?> before) {
        assertThat(now)
                .isNotEmpty()
                .usingRecursiveComparison()
                .withComparatorForType(new FloatComparator(1e-5f), Float.class)
                .isEqualTo(before);
    }

    @Test
    void whateverIsAskedIsAnsweredAsBefore() throws Exception {
        LearnedTags learned = library.learnTags(null, ProgressListener.NONE, new CancellationToken());
        List<TagSuggestion> suggested = suggestions(learned);
        SearchName name = new SearchName("this");
        try (QueryPhoto photo = engine.openPhoto(tiny.photo(0))) {
            library.searches().save(name, photo, REQUEST);
            List<Hit> hits = library.search(photo, REQUEST).hits();
            Facets facets = library.facets(null, Filter.EVERYTHING);

            rest();
            assertThat(hits).hasSize(TinyHome.PHOTOS - 1);
            assertAlike(library.search(photo, REQUEST).hits(), hits);
            rest();
            assertThat(library.facets(null, Filter.EVERYTHING)).isEqualTo(facets);
            rest();
            assertThat(library.passing(Filter.EVERYTHING)).hasSize(TinyHome.PHOTOS);
            rest();
            assertThat(library.tagToLearnFrom(LAMP).name()).isEqualTo(LAMP);
            rest();
            assertAlike(suggestions(learned), suggested);
            rest();
            assertThat(library.learnTags(null, ProgressListener.NONE, new CancellationToken())
                            .reused())
                    .as("the same photos with the same tags")
                    .isTrue();
        }
        rest();
        assertThat(library.searches().countNew(name)).isZero();
        tiny.add(TinyHome.PHOTOS);
        library.indexAndWait(List.of(), ProgressListener.NONE);
        rest();
        assertThat(library.searches().countNew(name)).isOne();
    }

    @Test
    void indexingAddsToWhatRestsAndTakesFromIt() throws Exception {
        rest();
        tiny.add(TinyHome.PHOTOS);
        Files.delete(tiny.photo(3));
        Files.move(tiny.photo(4), tiny.photos().resolve("moved.png"));
        library.indexAndWait(List.of(), ProgressListener.NONE);

        assertThat(library.size()).isEqualTo(TinyHome.PHOTOS);
        List<Path> found;
        try (QueryPhoto photo = engine.openPhoto(tiny.photo(0))) {
            found = library.search(photo, REQUEST).hits().stream()
                    .map(Hit::path)
                    .toList();
        }
        assertThat(found)
                .hasSize(TinyHome.PHOTOS - 1)
                .contains(tiny.photo(TinyHome.PHOTOS), tiny.photos().resolve("moved.png"))
                .doesNotContain(tiny.photo(3), tiny.photo(4));
    }

    @Test
    void aCopyIsFoundInItsOwnFolderUntilItIsDeleted() throws Exception {
        Path copy = tiny.photos().resolve("second/copy.png");
        Files.createDirectories(copy.getParent());
        Files.copy(tiny.photo(4), copy);
        library.indexAndWait(List.of(), ProgressListener.NONE);
        assertThat(library.size()).isEqualTo(TinyHome.PHOTOS);
        SearchRequest inSecond = new SearchRequest(List.of(), Map.of(), 5, copy.getParent());
        try (QueryPhoto photo = engine.openPhoto(tiny.photo(0))) {
            assertThat(library.search(photo, inSecond).hits())
                    .extracting(Hit::path)
                    .containsExactly(copy);
            assertThat(library.facets(copy.getParent(), Filter.EVERYTHING).photos())
                    .hasSize(1);
            Files.delete(copy);
            library.indexAndWait(List.of(), ProgressListener.NONE);
            assertThat(library.search(photo, inSecond).hits()).isEmpty();
        }
    }

    @Test
    void noSearchSeesFewerPhotosWhileTheyComeAndGo() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger rests = new AtomicInteger();
        try (QueryPhoto photo = engine.openPhoto(tiny.photo(0))) {
            // On a thread of its own: searches need the common pool, which has one on two cores.
            Thread resting = Thread.ofPlatform().daemon().start(() -> {
                while (!ended.get()) {
                    if (library.gallery().letGo(Duration.ZERO)) {
                        rests.incrementAndGet();
                    }
                }
            });
            int most = 0;
            for (int added = 0; added < 6; added++) {
                tiny.add(TinyHome.PHOTOS + added);
                var job = library.index(List.of(), ProgressListener.NONE);
                do {
                    int hits = library.search(photo, REQUEST).hits().size();
                    assertThat(hits).isGreaterThanOrEqualTo(Math.max(most, TinyHome.PHOTOS - 1));
                    most = hits;
                } while (!job.result().isDone());
                assertThat(library.search(photo, REQUEST).hits()).hasSize(TinyHome.PHOTOS + added);
            }
            ended.set(true);
            resting.join();
        }
        assertThat(rests).hasPositiveValue();
    }

    @Test
    void anotherModelTakesThePlaceOfOneThatRests() throws Exception {
        LearnedTags learned = library.learnTags(null, ProgressListener.NONE, new CancellationToken());
        List<TagSuggestion> suggested = suggestions(learned);
        rest();
        engine.switchTo(TinyHome.OTHER, ProgressListener.NONE).result().join();

        assertThat(suggestions(learned))
                .as("who looks through them goes on")
                .isEqualTo(suggested)
                .isNotEmpty();
        rest();
        assertThat(library.size()).isEqualTo(TinyHome.PHOTOS);
        assertThat(library.store().dropDescriptors(TinyHome.MODEL))
                .as("nobody reads them any more")
                .isPositive();
    }

    @Test
    void theyGoAndComeWithTheModel() throws Exception {
        engine.close();
        open(Duration.ofMillis(400));
        while (library.gallery().letGo(Duration.ZERO)) {
            // Was the first to do it; the next look is the clock's.
            assertThat(library.size()).isEqualTo(TinyHome.PHOTOS);
            Thread.sleep(800);
        }
        engine.openPhoto(tiny.photo(0)).close();
        while (!library.gallery().letGo(Duration.ZERO)) {
            Thread.sleep(5); // nobody has asked for them
        }
    }
}
