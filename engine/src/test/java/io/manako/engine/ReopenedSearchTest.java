package io.manako.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.store.SearchName;
import io.manako.engine.vit.ScoreBands;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReopenedSearchTest {
    private static Hit hit(int rank, float score) {
        return new Hit(rank, new PhotoId(rank), Path.of("/p", rank + ".jpg"), score, new Box(0, 0, 9, 9), 0, 80, 60);
    }

    @Test
    void aNewPhotoThatIsAWeakMatchIsNoNewMatchWhereThatIsKnown() {
        BitSet seen = new BitSet();
        seen.set(1);
        ReopenedSearch search = new ReopenedSearch(
                new SearchName("lamps"),
                null, // is not asked
                null,
                new SearchRequest(List.of(), Map.of(), 9, null),
                Optional.empty(),
                seen,
                Instant.EPOCH);
        SearchResult result = new SearchResult(
                new PatchGrid(1, 1),
                new float[1],
                List.of(),
                List.of(hit(1, 0.9f), hit(2, 0.8f), hit(3, 0.5f), hit(4, 0.1f)),
                4,
                new SearchResult.Timing(0, 0, 0));

        assertThat(search.countNew(result)).as("numbers say nothing").isEqualTo(3);
        assertThat(search.countNew(result.meaning(new ScoreBands(0.7f, 0.4f)))).isEqualTo(2);
    }
}
