package io.manako.engine.search;

import static io.manako.engine.search.GalleryTest.photo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.filter.Filter;
import io.manako.engine.lexical.WordMatch;
import io.manako.engine.lexical.WordRanking;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.phs.HeadScoring;
import io.manako.engine.phs.Selection;
import io.manako.engine.prompt.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What is known of photos besides how they look, in the ranking. */
class SideInformationTest extends ToySearch {
    private static WordRanking words(Predicate<PhotoId> admits, long... photos) {
        List<WordMatch> matches = new ArrayList<>();
        for (long photo : photos) {
            matches.add(
                    new WordMatch(new PhotoId(photo), matches.size() + 1, 9f / (matches.size() + 1), List.of("red")));
        }
        return new WordRanking(matches, admits, List.of("zebra"));
    }

    private SearchResult blended(int limit, WordRanking words) {
        gallery.put(List.of(
                photo(1, "/lib/a.jpg", new float[] {0, 0, 0, 1}),
                photo(2, "/lib/b.jpg", new float[] {0, 0, 0.6f, 0.8f}),
                photo(3, "/lib/c.jpg", new float[] {1, 0, 0, 0}),
                photo(4, "/lib/d.jpg", new float[] {0, 1, 0, 0})));
        SearchSettings settings = settings(new Selection.TopK(1, 2), true);
        try (Searcher searcher = new Searcher(settings, 2)) {
            return searcher.search(
                    query,
                    List.of(),
                    400,
                    100,
                    request(limit, null, new Box(300, 0, 100, 100)),
                    gallery,
                    any -> true,
                    SideInformation.NONE.withWords(words));
        }
    }

    @Test
    void wordsHaveHalfTheSayOfLooks() {
        List<Hit> hits = blended(10, words(any -> true, 2, 3)).hits();
        // By look 1, 2, then 3 and 4; by words 2, 3.
        assertThat(hits).extracting(hit -> hit.id().value()).containsExactly(2L, 3L, 1L, 4L);
        assertThat(hits).extracting(Hit::rank).containsExactly(1, 2, 3, 4);
        Blend best = hits.getFirst().blend();
        assertThat(best.lookRank()).isEqualTo(2);
        assertThat(best.words().rank()).isEqualTo(1);
        assertThat(best.score()).isCloseTo(1 / 62f + 0.5f / 61f, within(1e-6f));
        assertThat(hits.get(2).blend().words()).isNull();
        assertThat(hits.get(1).byWordsAlone()).isFalse();
    }

    @Test
    void photosThatMustNotOrDoNotHaveAWordAreNoHits() {
        SearchResult result = blended(10, words(id -> id.value() > 2, 3));
        assertThat(result.hits()).extracting(hit -> hit.id().value()).containsExactly(3L, 4L);
        assertThat(result.searched()).as("their words were looked at, too").isEqualTo(4);
    }

    @Test
    void theResultKnowsWordsThatNoPhotoHas() {
        assertThat(blended(10, words(any -> true)).first(2).missing()).containsExactly("zebra");
    }

    @Test
    void wordsThatNoPhotoHasLeaveTheOrderToLooks() {
        List<Hit> hits = blended(10, words(any -> true)).hits();
        assertThat(hits).extracting(hit -> hit.id().value()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(hits).as("so the first weaker one can be told").allMatch(hit -> hit.blend() == null);
    }

    @Test
    void wordsFindWhatLooksFindOnlyFarDown() {
        List<GalleryPhoto> many = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            many.add(photo(100 + i, "/lib/" + i + ".jpg", new float[] {0, 0, 0.6f, 0.8f}));
        }
        gallery.put(many);
        List<Hit> hits = blended(50, words(any -> true, 4)).hits();
        assertThat(hits).hasSize(50);
        // Less than the 40 that look most like it, and more than 460 others.
        Hit last = hits.get(40);
        assertThat(last.id()).as("the last by look").isEqualTo(new PhotoId(4));
        assertThat(last.blend().lookRank()).isEqualTo(501);
    }

    @Test
    void wordsAloneFindPhotosInTheirOrder() {
        blended(1, words(any -> true)); // fills the gallery
        SearchRequest request =
                new SearchRequest(List.of(), Map.of(), 2, null, Filter.EVERYTHING, List.of(), true, "red");
        try (Searcher searcher = new Searcher(settings(new Selection.All(), true), 1)) {
            SearchResult result = searcher.search(
                    request, gallery, id -> id.value() != 1, words(id -> id.value() != 3, 4, 1, 2, 3, 77));
            assertThat(result.hits()).extracting(hit -> hit.id().value()).containsExactly(4L, 2L);
            assertThat(result.hits().getFirst().box()).isEqualTo(new Box(0, 0, 400, 100));
            assertThat(result.hits()).allMatch(Hit::byWordsAlone);
            assertThat(result.searched()).isEqualTo(3);
            assertThat(result.missing()).containsExactly("zebra");
        }
    }

    @Test
    void photosWrittenOfAlikeRiseTogetherAndScoresStaySimilarities() {
        gallery.put(List.of(
                photo(1, "/lib/a.jpg", new float[] {1, 0, 0, 0}),
                photo(2, "/lib/b.jpg", new float[] {0.6f, 0.8f, 0, 0}),
                photo(3, "/lib/c.jpg", new float[] {0.6f, 0, 0.8f, 0})));
        SearchSettings batch =
                new SearchSettings(HeadScoring.MASS, new Selection.All(), true, 20, 0, 0.05, 200, Zoom.NONE);
        try (Searcher searcher = new Searcher(batch, 1)) {
            float[] descriptor = {1, 0, 0, 0};
            List<Hit> alone = searcher.rank(descriptor, gallery.photos(), 3);
            // The second and the third look equally like the query; only the third is written of as the best is.
            List<Hit> told = searcher.rank(descriptor, gallery.photos(), 3, SideInformation.NONE.withWording(photos -> {
                assertThat(photos).extracting(PhotoId::value).containsExactly(1L, 2L, 3L);
                return new float[][] {{0, 0, 0, 0}, {0, 1, 0, 1}, {0, 0, 1, 0}, {0, 1, 0, 1}};
            }));
            assertThat(alone).extracting(hit -> hit.id().value()).containsExactly(1L, 2L, 3L);
            assertThat(told).extracting(hit -> hit.id().value()).containsExactly(1L, 3L, 2L);
            assertThat(told).allSatisfy(hit -> assertThat(hit.score()).isBetween(-1f, 1.0001f));
        }
    }

    @Test
    void whatFitsTheNameOfTheThingRisesAndScoresGoOnFalling() {
        gallery.put(List.of(
                photo(1, "/lib/a.jpg", new float[] {1, 0, 0, 0}),
                photo(2, "/lib/b.jpg", new float[] {0.6f, 0.8f, 0, 0}),
                photo(3, "/lib/c.jpg", new float[] {0.5f, 0, 0.86f, 0})));
        SearchSettings batch =
                new SearchSettings(HeadScoring.MASS, new Selection.All(), true, 20, 0, 0.05, 200, Zoom.NONE);
        try (Searcher searcher = new Searcher(batch, 1)) {
            float[] descriptor = {1, 0, 0, 0};
            List<Hit> alone = searcher.rank(descriptor, gallery.photos(), 3);
            List<Hit> named = searcher.rank(
                    descriptor,
                    gallery.photos(),
                    3,
                    SideInformation.NONE.withLabels(
                            (region, photos) -> new SideInformation.Labels(new float[] {0, 0, 9}, 1)));
            assertThat(alone).extracting(hit -> hit.id().value()).containsExactly(1L, 2L, 3L);
            assertThat(named).extracting(hit -> hit.id().value()).containsExactly(1L, 3L, 2L);
            assertThat(named)
                    .extracting(Hit::score)
                    .containsExactlyElementsOf(alone.stream().map(Hit::score).toList());
        }
    }
}
