package io.manako.engine.search;

import static io.manako.engine.search.GalleryTest.photo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.filter.Filter;
import io.manako.engine.msba.Intervention;
import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.phs.HeadId;
import io.manako.engine.phs.HeadScoring;
import io.manako.engine.phs.Selection;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.prompt.PromptException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SearcherTest extends ToySearch {
    private SearchResult search(SearchSettings settings, SearchRequest request, @Nullable PhotoId exclude) {
        try (Searcher searcher = new Searcher(settings, 2)) {
            return searcher.search(
                    query, List.of(), 400, 100, request, gallery, id -> !id.equals(exclude), SideInformation.NONE);
        }
    }

    @Test
    void aBoxFindsThePhotoThatShowsIt() {
        gallery.put(List.of(
                photo(1, "/lib/a.jpg", new float[] {1, 0, 0, 0}, new float[] {0, 1, 0, 0}),
                photo(2, "/lib/b.jpg", new float[] {0, 0, 1, 0}, new float[] {0, 0, 0, 1}),
                photo(3, "/lib/c.jpg", new float[] {0.5f, 0.5f, 0.5f, 0.5f}, new float[] {0, 0, 0.6f, 0.8f})));
        SearchResult result =
                search(settings(new Selection.TopK(1, 2), true), request(2, null, new Box(300, 0, 100, 100)), null);
        assertThat(result.region()).containsExactly(0, 0, 0, 1);
        assertThat(result.heads())
                .filteredOn(head -> head.selected())
                .extracting(head -> head.head())
                .containsOnly(1);
        assertThat(result.searched()).isEqualTo(3);
        // The descriptor is (0, 0, 1, 4)/sqrt(17): 0.970 with b's second window, 0.922 with c's.
        assertThat(result.hits()).extracting(hit -> hit.id().value()).containsExactly(2L, 3L);
        Hit best = result.hits().getFirst();
        assertThat(best.rank()).isEqualTo(1);
        assertThat(best.window()).isEqualTo(1);
        assertThat(best.box()).isEqualTo(new Box(100, 0, 100, 100));
        double expected = Math.log(Math.exp(20 / Math.sqrt(17)) + Math.exp(80 / Math.sqrt(17))) / 20;
        assertThat(best.score()).isCloseTo((float) expected, within(1e-3f));
    }

    @Test
    void gatesAndBiasEachBringTheFocus() {
        gallery.put(List.of(
                photo(1, "/a", new float[] {0.4f, 0.6f, 0.5f, 0.5f}), photo(2, "/b", new float[] {0, 0, 0.7f, 0.7f})));
        SearchRequest box = request(1, null, new Box(200, 0, 200, 100));
        assertThat(search(settings(new Selection.All(), false), box, null)
                        .hits()
                        .getFirst()
                        .path())
                .isEqualTo(Path.of("/a"));
        assertThat(search(settings(new Selection.TopK(1, 1), false), box, null)
                        .hits()
                        .getFirst()
                        .path())
                .isEqualTo(Path.of("/b"));
        assertThat(search(settings(new Selection.All(), true), box, null)
                        .hits()
                        .getFirst()
                        .path())
                .isEqualTo(Path.of("/b"));
    }

    @Test
    void withoutAPromptTheWholePhotoIsTheQuery() {
        gallery.put(List.of(photo(1, "/a", query.cls()), photo(2, "/b", new float[] {0, 0, 1, 0})));
        SearchResult result = search(SearchSettings.DEFAULT, request(5, null), null);
        assertThat(result.hits()).hasSize(2).first().satisfies(hit -> {
            assertThat(hit.path()).isEqualTo(Path.of("/a"));
            assertThat(hit.score()).isCloseTo(1, within(0.01f));
        });
        assertThat(result.region()).containsOnly(0);
        assertThat(result.heads()).hasSize(4).allMatch(head -> head.gate() == 1);
    }

    @Test
    void headsSwitchedByHandChangeTheQueryEvenWithoutAPrompt() {
        gallery.put(List.of(photo(1, "/a", query.cls()), photo(2, "/b", new float[] {0, 0, 0.7f, 0.7f})));
        SearchRequest request = new SearchRequest(List.of(), Map.of(new HeadId(11, 0), false), 1, null);
        assertThat(search(SearchSettings.DEFAULT, request, null)
                        .hits()
                        .getFirst()
                        .path())
                .isEqualTo(Path.of("/b"));
    }

    @Test
    void filtersComeBeforeTheRanking() {
        gallery.put(List.of(photo(1, "/lib/x/a", query.cls()), photo(2, "/lib/x/y/b", new float[] {0, 0, 1, 0})));
        SearchResult others = search(SearchSettings.DEFAULT, request(1, null), new PhotoId(1));
        assertThat(others.searched()).isEqualTo(1);
        assertThat(others.hits()).extracting(Hit::path).containsExactly(Path.of("/lib/x/y/b"));
    }

    @Test
    void aCopyInTheFolderIsWhatIsFoundThere() {
        GalleryPhoto photo = photo(1, "/lib/x/a.jpg", query.cls());
        gallery.put(List.of(photo.with(photo.path(), List.of(Path.of("/lib/y/b.jpg")))));
        assertThat(search(SearchSettings.DEFAULT, request(1, Path.of("/lib/y")), null)
                        .hits())
                .extracting(Hit::path)
                .containsExactly(Path.of("/lib/y/b.jpg"));
        assertThat(search(SearchSettings.DEFAULT, request(1, Path.of("/lib")), null)
                        .hits())
                .extracting(Hit::path)
                .containsExactly(Path.of("/lib/x/a.jpg"));
    }

    @Test
    void equalScoresComeByTheirId() {
        gallery.put(List.of(photo(5, "/e", query.cls()), photo(3, "/c", query.cls()), photo(4, "/d", query.cls())));
        assertThat(search(SearchSettings.DEFAULT, request(3, null), null).hits())
                .extracting(hit -> hit.id().value())
                .containsExactly(3L, 4L, 5L);
    }

    /** The smooth maximum of n equal windows is their cosine plus ln(n) / 20. */
    @Test
    void aPhotoAllOfWhichIsLikeTheQueryIsNoMoreThanAlike() {
        gallery.put(List.of(photo(1, "/twin", query.cls(), query.cls(), query.cls())));
        Hit twin = search(settings(new Selection.All(), true), request(1, null), null)
                .hits()
                .getFirst();
        assertThat(twin.score()).isCloseTo(1 + (float) Math.log(3) / 20, within(3e-3f));
        assertThat(twin.similarity()).contains(1f);
    }

    @Test
    void theWholePhotoCanHaveAShare() {
        float[] off = {0, 0, 1, 0};
        gallery.put(List.of(photo(1, "/a", off, query.cls()), photo(2, "/b", query.cls(), off)));
        SearchSettings half =
                new SearchSettings(HeadScoring.MASS, new Selection.All(), true, 20, 0.5f, 0.05, 0, Zoom.NONE);
        List<Hit> hits = search(half, request(2, null), null).hits();
        assertThat(hits).extracting(Hit::path).containsExactly(Path.of("/b"), Path.of("/a"));
        assertThat(hits.get(0).score() - hits.get(1).score()).isCloseTo(0.5f * (1 - query.cls()[2]), within(1e-5f));
    }

    @Test
    void photosThatAgreeRiseTogetherInABatch() {
        gallery.put(List.of(
                photo(1, "/alone", new float[] {0.801f, 0, 0.5987f, 0}),
                photo(2, "/a", new float[] {0.8f, 0.6f, 0, 0}),
                photo(3, "/b", new float[] {0.79f, 0.613f, 0, 0})));
        assertThat(rankInBatch(0, 3))
                .extracting(Hit::path)
                .containsExactly(Path.of("/alone"), Path.of("/a"), Path.of("/b"));
        List<Hit> refined = rankInBatch(200, 3);
        assertThat(refined).extracting(hit -> hit.id().value()).startsWith(2L);
        assertThat(rankInBatch(200, 1)).hasSize(1).first().isEqualTo(refined.getFirst());
    }

    @Test
    void whatIsOutsideTheBatchStaysBehindIt() {
        gallery.put(List.of(
                photo(1, "/1", new float[] {0.9f, 0.43f, 0, 0}),
                photo(2, "/2", new float[] {0.8f, 0, 0.6f, 0}),
                photo(3, "/3", new float[] {0.79f, 0, 0, 0.61f})));
        List<Hit> hits = rankInBatch(2, 3);
        assertThat(hits).extracting(hit -> hit.id().value()).endsWith(3L);
        assertThat(hits).extracting(Hit::score).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(hits).extracting(Hit::rank).containsExactly(1, 2, 3);
    }

    private List<Hit> rankInBatch(int batch, int limit) {
        SearchSettings settings =
                new SearchSettings(HeadScoring.MASS, new Selection.All(), true, 20, 0, 0.05, batch, Zoom.NONE);
        try (Searcher searcher = new Searcher(settings, 2)) {
            return searcher.rank(new float[] {1, 0, 0, 0}, gallery.photos(), limit);
        }
    }

    @Test
    void whatIsMarkedAsNotMeantIsTakenOutOfTheQuery() {
        SearchSettings settings = settings(new Selection.All(), true);
        Box wanted = new Box(0, 0, 100, 100);
        try (Searcher searcher = new Searcher(settings, 1)) {
            Query alone = searcher.understand(query, List.of(), 400, 100, request(1, null, wanted));
            Query other = searcher.understand(query, List.of(), 400, 100, request(1, null, new Box(300, 0, 100, 100)));
            Query both = searcher.understand(
                    query, List.of(), 400, 100, request(1, null, wanted, new Box(300, 0, 100, 100, Polarity.NEGATIVE)));
            assertThat(both.region()).containsExactly(1, 0, 0, -1);
            assertThat(both.heads()).usingRecursiveComparison().isEqualTo(alone.heads());
            assertThat(both.descriptor())
                    .containsExactly(Intervention.without(alone.descriptor(), other.descriptor(), 0.25f));
            assertThat(both.descriptor()[3]).isLessThan(alone.descriptor()[3]);
            assertThat(both.descriptor()[0]).isGreaterThan(alone.descriptor()[0]);
        }
    }

    @Test
    void ofNearDuplicatesTheBestIsAHitAndCarriesTheOthers() {
        PerceptualHash burst = new PerceptualHash(0x0f0f_3333_5555_00ffL);
        PerceptualHash next = new PerceptualHash(0x0f0f_3333_5555_0000L);
        gallery.put(List.of(
                photo(1, "/burst-1", new float[] {0.8f, 0.6f, 0, 0}).with(burst),
                photo(2, "/burst-2", new float[] {0.9f, 0.4359f, 0, 0}).with(next),
                photo(3, "/plain", new float[] {0.7f, 0, 0.7141f, 0}),
                photo(4, "/other", new float[] {0.6f, 0, 0, 0.8f}).with(new PerceptualHash(-1)),
                photo(5, "/also-plain", new float[] {0.5f, 0, 0.866f, 0})));

        List<Hit> hits = rankInBatch(0, 3);

        assertThat(hits)
                .extracting(Hit::path)
                .containsExactly(Path.of("/burst-2"), Path.of("/plain"), Path.of("/other"));
        assertThat(hits.getFirst().duplicates()).containsExactly(Path.of("/burst-1"));
        assertThat(hits.get(1).duplicates()).isEmpty();
        assertThat(rankInBatch(200, 3).getFirst().duplicates()).containsExactly(Path.of("/burst-1"));
    }

    @Test
    void aBurstThatFillsThePageMakesRoomForOthers() {
        List<GalleryPhoto> burst = IntStream.range(1, 60)
                .mapToObj(id ->
                        photo(id, "/burst-" + id, new float[] {1, 0, 0, 0}).with(new PerceptualHash(0xffff)))
                .toList();
        gallery.put(burst);
        gallery.put(List.of(photo(70, "/a", new float[] {0, 1, 0, 0}), photo(71, "/b", new float[] {0, 0, 1, 0})));

        List<Hit> hits = rankInBatch(0, 3);

        assertThat(hits).extracting(hit -> hit.id().value()).containsExactly(1L, 70L, 71L);
        assertThat(hits.getFirst().duplicates()).hasSize(58);
    }

    @Test
    void aPromptThatMeansNothingIsRefused() {
        assertThatThrownBy(() -> search(SearchSettings.DEFAULT, request(1, null, new Box(500, 0, 1, 1)), null))
                .isInstanceOf(PromptException.class);
    }

    @Test
    void anEmptyGalleryHasNoHits() {
        assertThat(search(SearchSettings.DEFAULT, request(3, null), null).hits())
                .isEmpty();
    }

    @Test
    void searchesGoOnWhilePhotosComeAndGo() throws InterruptedException {
        gallery.put(List.of(photo(0, "/first", query.cls())));
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 1; !done.get(); i++) {
                gallery.put(List.of(photo(i % 300, "/" + i, query.cls())));
                gallery.remove(List.of(new PhotoId((i * 7L) % 299 + 1)));
            }
        });
        try (Searcher searcher = new Searcher(SearchSettings.DEFAULT, 2)) {
            for (int i = 0; i < 200; i++) {
                SearchResult result = searcher.search(
                        query, List.of(), 400, 100, request(1000, null), gallery, any -> true, SideInformation.NONE);
                assertThat(result.hits()).hasSize(result.searched()).doesNotHaveDuplicates();
            }
        } finally {
            done.set(true);
            writer.join();
        }
    }

    @Test
    void whatIsNotEligibleTakesNoHitsPlace() {
        gallery.put(List.of(
                photo(1, "/a", new float[] {0, 0, 0, 1}),
                photo(2, "/b", new float[] {0, 0, 0.6f, 0.8f}),
                photo(3, "/c", new float[] {0, 0.8f, 0.6f, 0})));
        try (Searcher searcher = new Searcher(settings(new Selection.TopK(1, 2), true), 2)) {
            SearchRequest request = request(2, null, new Box(300, 0, 100, 100));
            SearchResult result = searcher.search(
                    query,
                    List.of(),
                    400,
                    100,
                    request,
                    gallery,
                    id -> !id.equals(new PhotoId(1)),
                    SideInformation.NONE);
            assertThat(result.hits()).extracting(hit -> hit.id().value()).containsExactly(2L, 3L);
            assertThat(result.searched()).isEqualTo(2);
        }
    }

    @Test
    void whatIsLikedComesNearerAndWhatIsDislikedIsNoHit() {
        gallery.put(List.of(
                photo(1, "/a", new float[] {0, 0, 0, 1}, new float[] {0, 1, 0, 0}),
                photo(2, "/b", new float[] {0, 0, 0.6f, 0.8f}),
                photo(3, "/c", new float[] {0, 0.8f, 0.6f, 0})));
        SearchSettings settings = settings(new Selection.TopK(1, 2), true);
        SearchRequest plain = request(3, null, new Box(300, 0, 100, 100));
        assertThat(search(settings, plain, null).hits())
                .extracting(hit -> hit.id().value())
                .containsExactly(1L, 2L, 3L);

        // What was meant in photo 1 is its right half, which is like photo 3.
        Judgement liked = new Judgement.OfPhoto(new PhotoId(1), true, new Box(100, 0, 100, 100));
        Judgement disliked = new Judgement.OfPhoto(new PhotoId(2), false, null);
        SearchRequest judged = new SearchRequest(
                plain.prompts(), Map.of(), 3, null, Filter.EVERYTHING, List.of(liked, disliked), true);
        List<Hit> hits = search(settings, judged, null).hits();
        assertThat(hits).extracting(hit -> hit.id().value()).containsExactly(1L, 3L);
        float before = search(settings, plain, null).hits().getLast().score();
        assertThat(hits.getLast().score()).isGreaterThan(before);
    }

    @Test
    void whatLooksTheSameAsADislikedPhotoDoesNotTakeItsPlace() {
        PerceptualHash burst = new PerceptualHash(0x0f0f_3333_5555_00ffL);
        gallery.put(List.of(
                photo(1, "/burst-1", new float[] {0, 0, 0, 1}).with(burst),
                photo(2, "/burst-2", new float[] {0, 0, 0.1f, 0.9f}).with(burst),
                photo(3, "/c", new float[] {0, 0.8f, 0.6f, 0})));
        SearchRequest judged = new SearchRequest(
                List.of(new Box(300, 0, 100, 100)),
                Map.of(),
                3,
                null,
                Filter.EVERYTHING,
                List.of(new Judgement.OfPhoto(new PhotoId(1), false, null)),
                true);
        assertThat(search(settings(new Selection.TopK(1, 2), true), judged, null)
                        .hits())
                .extracting(hit -> hit.id().value())
                .containsExactly(3L);
    }

    @Test
    void aJudgementOfAPhotoThatIsGoneChangesNothing() {
        gallery.put(List.of(photo(1, "/a", new float[] {0, 0, 0, 1}), photo(2, "/b", new float[] {0, 1, 0, 0})));
        SearchSettings settings = settings(new Selection.TopK(1, 2), true);
        SearchRequest plain = request(2, null, new Box(300, 0, 100, 100));
        SearchRequest judged = new SearchRequest(
                plain.prompts(),
                Map.of(),
                2,
                null,
                Filter.EVERYTHING,
                List.of(new Judgement.OfPhoto(new PhotoId(9), true, null)),
                true);
        assertThat(search(settings, judged, null).hits())
                .isEqualTo(search(settings, plain, null).hits());
    }
}
