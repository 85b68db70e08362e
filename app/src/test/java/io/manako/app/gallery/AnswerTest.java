package io.manako.app.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private final QuerySession session;

    AnswerTest() throws Exception {
        session = new FixedGallery().open(Path.of("/photos/lamp.jpg"));
    }

    private Answer answer(@Nullable QuerySession of, float... region) {
        return new Answer(
                of,
                new SearchRequest(List.of(), Map.of(), 10, null),
                new SearchResult(
                        new PatchGrid(1, region.length),
                        region,
                        List.of(),
                        List.of(),
                        0,
                        new SearchResult.Timing(1, 1, 2)));
    }

    @Test
    void answersUnderstandAlikeWhereTheSamePatchesOfTheSamePhotoAreMeant() {
        Answer one = answer(session, 0, 1, -1);
        assertThat(one.understandsLike(answer(session, 0, 1, -1))).isTrue();
        assertThat(one.understandsLike(answer(session, 0, 1, 0))).isFalse();
        assertThat(one.understandsLike(answer(session, 0, 1))).isFalse();
        assertThat(one.understandsLike(answer(null, 0, 1, -1))).isFalse();
        assertThat(one.understandsLike(null)).isFalse();
    }
}
