package io.manako.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.prompt.PatchGrid;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchResultTest {
    @Test
    void whatWasEncodedBeforeIsPartOfTheTime() {
        SearchResult result = new SearchResult(
                new PatchGrid(1, 1), new float[1], List.of(), List.of(), 7, new SearchResult.Timing(2, 3, 5));
        assertThat(result.after(40).millis()).isEqualTo(new SearchResult.Timing(42, 3, 45));
        assertThat(result.after(40).searched()).isEqualTo(7);
    }

    @Test
    void wordsThatWereAskedForInVainAreSaidInOneSentence() {
        SearchResult result = new SearchResult(
                new PatchGrid(1, 1), new float[1], List.of(), List.of(), 7, new SearchResult.Timing(2, 3, 5));
        assertThat(result.missingNotice()).isEmpty();
        assertThat(result.missing(List.of("zebra")).missingNotice().orElseThrow())
                .hasToString("None of the photos searched has the word “zebra”.");
        assertThat(result.missing(List.of("{0}", "yak*", "green chair"))
                        .missingNotice()
                        .orElseThrow())
                .hasToString("None of the photos searched has any of these words: {0}, yak*, green chair.");
    }
}
