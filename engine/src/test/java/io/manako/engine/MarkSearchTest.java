package io.manako.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    private static List<Float> scores(SearchResult result) {
        return result.hits().stream().map(Hit::score).toList();
    }

    @Test
    void untilTheMarksAreSeenFromNearTheyAreAnsweredFromFar() {
        SearchResult near = library.search(photo, REQUEST, early::add);
        assertThat(early).hasSize(1);
        assertThat(scores(early.getFirst())).isNotEqualTo(scores(near));
        assertThat(scores(library.search(photo, REQUEST.withoutCloseUp()))).isEqualTo(scores(early.getFirst()));
        assertThat(scores(library.search(photo, REQUEST))).isEqualTo(scores(near));
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
