package io.manako.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkSearchTest {
    private static final SearchRequest REQUEST =
            new SearchRequest(List.of(new Box(20, 30, 50, 40, Polarity.POSITIVE)), Map.of(), 50, null);

    @TempDir
    private Path folder;

    private final List<SearchResult> early = new ArrayList<>();
    private Engine engine;
    private PhotoLibrary library;
    private QueryPhoto photo;

    @BeforeEach
    void open() throws Exception {
        TinyHome home = TinyHome.make(folder);
        engine = Engine.open(home.config(TinyHome.MODEL));
        library = engine.openLibrary(home.library());
        library.indexAndWait(List.of(home.photos()), ProgressListener.NONE);
        photo = engine.openPhoto(home.photo(0));
    }

    @AfterEach
    void close() throws IOException {
        photo.close();
        library.close();
        engine.close();
    }

    /** The largest difference between the scores of a photo. */
    private static double distance(SearchResult one, SearchResult other) {
        Map<PhotoId, Float> scores = other.hits().stream().collect(Collectors.toMap(Hit::id, Hit::score));
        return one.hits().stream()
                .mapToDouble(hit -> Math.abs(hit.score() - scores.get(hit.id())))
                .max()
                .orElseThrow();
    }

    @Test
    void untilTheMarksAreSeenFromNearTheyAreAnsweredFromFar() {
        SearchResult near = library.search(photo, REQUEST, early::add);
        assertThat(early).hasSize(1);
        assertThat(distance(early.getFirst(), near)).isGreaterThan(1e-2);
        assertThat(distance(library.search(photo, REQUEST.withoutCloseUp()), early.getFirst()))
                .isLessThan(1e-4);
        assertThat(distance(library.search(photo, REQUEST), near)).isLessThan(1e-4);
    }

    @Test
    void whatWasSeenFromNearIsAnsweredAtOnce() {
        library.search(photo, REQUEST);
        library.search(photo, REQUEST, early::add);
        library.search(photo, REQUEST.limit(3), early::add);
        assertThat(early).isEmpty();
        library.search(photo, REQUEST.withoutCloseUp(), early::add);
        library.search(photo, REQUEST, early::add);
        assertThat(early).as("still seen").isEmpty();
    }

    @Test
    void whatIsNotMeantIsSeenFromNearToo() {
        SearchRequest andNot = new SearchRequest(
                List.of(REQUEST.prompts().getFirst(), new Box(5, 5, 12, 20, Polarity.NEGATIVE)), Map.of(), 50, null);
        library.search(photo, REQUEST);
        SearchResult near = library.search(photo, andNot, early::add);
        assertThat(early).as("the mark alone was seen").hasSize(1);
        assertThat(distance(early.getFirst(), near)).isGreaterThan(1e-3);
        library.search(photo, andNot, early::add);
        library.search(photo, REQUEST, early::add);
        assertThat(early).as("both are seen").hasSize(1);
    }

    @Test
    void marksThatSayNothingAreRefusedAndWhatFailsEarlyEndsTheSearch() {
        SearchRequest outside =
                new SearchRequest(List.of(new Box(900, 900, 5, 5, Polarity.POSITIVE)), Map.of(), 5, null);
        assertThatThrownBy(() -> library.search(photo, outside, early::add))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(early).isEmpty();
        assertThatThrownBy(() -> library.search(photo, REQUEST, result -> {
                    throw new IllegalStateException("shown badly");
                }))
                .hasMessage("shown badly");
        assertThat(library.search(photo, REQUEST).hits()).isNotEmpty();
    }
}
