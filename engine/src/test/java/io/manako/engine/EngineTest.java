package io.manako.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.filter.Filter;
import io.manako.engine.index.IndexReport;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Prompt;
import io.manako.engine.sample.Kind;
import io.manako.engine.sample.SampleCollection;
import io.manako.engine.sample.SampleCollection.SamplePhoto;
import io.manako.engine.sample.SceneObject;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Hit;
import io.manako.engine.search.Query;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.search.Searcher;
import io.manako.engine.store.LibraryBusyException;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole engine on the embedded model and the sample collection: nothing from outside the project. */
@Tag("slow")
class EngineTest {
    @TempDir
    static Path folder;

    private static List<SamplePhoto> photos;
    private static Engine engine;
    private static PhotoLibrary library;
    private static IndexReport report;

    @BeforeAll
    static void index() throws Exception {
        photos = SampleCollection.writeTo(folder.resolve("photos"), ProgressListener.NONE, new CancellationToken());
        engine = Engine.open(EngineConfig.embedded(folder.resolve("home")));
        library = engine.openLibrary(folder.resolve("library"));
        report = library.indexAndWait(List.of(folder.resolve("photos")), ProgressListener.NONE);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void everyPhotoOfTheCollectionIsIndexed() {
        assertThat(report.encoded()).isEqualTo(photos.size());
        assertThat(library.size()).isEqualTo(photos.size());
        assertThat(library.unreadable()).isEmpty();
    }

    @Test
    void aSecondRunEncodesNothing() {
        IndexReport again = library.indexAndWait(List.of(), ProgressListener.NONE);
        assertThat(again.encoded()).isZero();
        assertThat(again.unchanged()).isEqualTo(photos.size());
    }

    @Test
    void boxPointAndBrushFindMoreOfTheirKindThanTheWholePhotoDoes() throws Exception {
        double chance = 0;
        double whole = 0;
        double box = 0;
        double point = 0;
        double brush = 0;
        int queries = 0;
        for (SamplePhoto photo : photos.subList(0, 20)) {
            try (QueryPhoto query = engine.openPhoto(folder.resolve("photos").resolve(photo.fileName()))) {
                for (SceneObject object : photo.objects()) {
                    Box b = object.box();
                    Set<String> relevant = showing(object.kind());
                    relevant.remove(photo.fileName());
                    chance += relevant.size() / (photos.size() - 1.0);
                    whole += precision(query, List.of(), relevant);
                    box += precision(query, List.of(b), relevant);
                    point += precision(
                            query, List.of(new Point(b.x() + b.width() / 2, b.y() + b.height() / 2)), relevant);
                    brush += precision(query, List.of(stroke(b, photo)), relevant);
                    queries++;
                }
            }
        }
        System.err.printf(
                "sample collection, precision at 5 of %d queries: chance %.3f, whole %.3f, box %.3f, point %.3f, brush %.3f%n",
                queries, chance / queries, whole / queries, box / queries, point / queries, brush / queries);
        assertThat(box).isGreaterThan(whole * 1.15).isGreaterThan(chance * 1.5);
        assertThat(point).isGreaterThan(whole);
        assertThat(brush).isGreaterThan(whole);
    }

    @Test
    void whatMarksMeanIsUnderstoodOnceForASearchAndItsExplanations() throws Exception {
        SampleCollection.StartingQuery start = SampleCollection.startingQuery(photos);
        Box other = new Box(0, 0, start.box().width(), start.box().height());
        SearchRequest request = new SearchRequest(List.of(start.box()), Map.of(), 5, null);
        try (QueryPhoto photo = engine.openPhoto(folder.resolve("photos").resolve(start.fileName()));
                Searcher searcher = new Searcher(SearchSettings.DEFAULT, 1)) {
            Query meaning = photo.understood(engine.encoder(), searcher, request);
            assertThat(photo.understood(engine.encoder(), searcher, request.limit(9)))
                    .isSameAs(meaning);
            Query elsewhere =
                    photo.understood(engine.encoder(), searcher, new SearchRequest(List.of(other), Map.of(), 5, null));
            assertThat(elsewhere.descriptor()).isNotEqualTo(meaning.descriptor());
            Query drawn = photo.understood(
                    engine.encoder(),
                    searcher,
                    new SearchRequest(List.of(other), Map.of(), 5, null, Filter.EVERYTHING, List.of(), false));
            assertThat(drawn.descriptor()).as("without its close-up").isNotEqualTo(elsewhere.descriptor());
            assertThat(photo.understood(engine.encoder(), searcher, request).descriptor())
                    .as("asked again after others")
                    .isEqualTo(meaning.descriptor());
        }
    }

    @Test
    void theStartingQueryFindsItsKind() throws Exception {
        SampleCollection.StartingQuery start = SampleCollection.startingQuery(photos);
        try (QueryPhoto query = engine.openPhoto(folder.resolve("photos").resolve(start.fileName()))) {
            SearchRequest request = new SearchRequest(List.of(start.box()), Map.of(), 5, null);
            SearchResult result = library.search(query, request);
            assertThat(result.bands())
                    .as("what is marked has scores that mean something")
                    .isNotNull();
            assertThat(library.search(query, new SearchRequest(List.of(), Map.of(), 5, null))
                            .bands())
                    .as("those of whole photos were not measured")
                    .isNull();
            assertThat(result.hits()).hasSize(5);
            assertThat(result.hits())
                    .extracting(hit -> hit.path().getFileName().toString())
                    .doesNotContain(start.fileName());
            Set<String> relevant = showing(start.kind());
            assertThat(result.hits())
                    .filteredOn(
                            hit -> relevant.contains(hit.path().getFileName().toString()))
                    .hasSizeGreaterThanOrEqualTo(3);
            Hit first = result.hits().getFirst();
            Explanation explanation = library.explain(query, request, first);
            assertThat(explanation.attention()).hasSize(explanation.grid().patches());
            double inside = 0;
            double outside = 0;
            int insideCount = 0;
            for (int i = 0; i < explanation.attention().length; i++) {
                double x = (i % explanation.grid().columns() + 0.5)
                        * first.width()
                        / explanation.grid().columns();
                double y = (i / explanation.grid().columns() + 0.5)
                        * first.height()
                        / explanation.grid().rows();
                Box b = first.box();
                if (x >= b.x() && x < b.x() + b.width() && y >= b.y() && y < b.y() + b.height()) {
                    inside += explanation.attention()[i];
                    insideCount++;
                } else {
                    outside += explanation.attention()[i];
                }
            }
            int outsideCount = explanation.attention().length - insideCount;
            if (outsideCount > 0) {
                assertThat(inside / insideCount)
                        .as("the winning window's token looks into its window")
                        .isGreaterThan(outside / outsideCount);
            }
        }
    }

    @Test
    void aFolderFiltersBeforeRanking() throws Exception {
        Path elsewhere = folder.resolve("photos").resolve("none");
        try (QueryPhoto query = engine.openPhoto(
                folder.resolve("photos").resolve(photos.getFirst().fileName()))) {
            SearchResult result = library.search(query, new SearchRequest(List.of(), Map.of(), 5, elsewhere));
            assertThat(result.searched()).isZero();
            assertThat(result.hits()).isEmpty();
        }
    }

    @Test
    void aSecondEngineIsToldWhoHoldsTheLibrary() {
        assertThatThrownBy(() -> engine.openLibrary(folder.resolve("library")))
                .isInstanceOf(LibraryBusyException.class)
                .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
    }

    @Test
    void aModelThatIsNotThereIsRefusedWithWhatIs() {
        assertThatThrownBy(() -> Engine.open(
                        new EngineConfig("nothing", folder.resolve("home"), 0, EngineConfig.Preprocessing.DEFAULT, 0)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("manako-embedded");
    }

    @Test
    void originalsAreNeverWritten() throws Exception {
        Path photo = folder.resolve("photos").resolve(photos.get(1).fileName());
        assertThat(Files.size(photo)).isEqualTo(photos.get(1).bytes());
    }

    private static double precision(QueryPhoto query, List<Prompt> prompts, Set<String> relevant) {
        List<Hit> hits = library.search(query, new SearchRequest(prompts, Map.of(), 5, null))
                .hits();
        return hits.stream()
                        .filter(hit ->
                                relevant.contains(hit.path().getFileName().toString()))
                        .count()
                / 5.0;
    }

    /** What somebody paints who does not care for edges: an oval in the middle of the thing, at a quarter of the photo's size. */
    private static Mask stroke(Box box, SamplePhoto photo) {
        int width = photo.width() / 4;
        int height = photo.height() / 4;
        boolean[] inside = new boolean[width * height];
        for (int i = 0; i < inside.length; i++) {
            double x = ((i % width + 0.5) * 4 - box.x()) / box.width() - 0.5;
            double y = ((i / width + 0.5) * 4 - box.y()) / box.height() - 0.5;
            inside[i] = x * x + y * y < 0.16;
        }
        return new Mask(width, height, inside);
    }

    private static Set<String> showing(Kind kind) {
        Set<String> names = new HashSet<>();
        for (SamplePhoto photo : photos) {
            if (photo.objects().stream().anyMatch(object -> object.kind() == kind)) {
                names.add(photo.fileName());
            }
        }
        return names;
    }
}
