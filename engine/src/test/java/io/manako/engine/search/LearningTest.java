package io.manako.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.feedback.QueryUpdate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a query becomes by what was said. */
class LearningTest {
    private static final float[] ASKED = {0, 0, 0, 1};

    private static float[] learn(String tag, boolean wanted) {
        float[] common = {0, 1, 0, 0};
        return Searcher.learn(
                ASKED,
                List.of(new Judgement.OfTag(tag, wanted)),
                List.of(),
                name -> name.equals("dog") ? Optional.of(common) : Optional.empty(),
                QueryUpdate.STANDARD);
    }

    @Test
    void whatATagNamesIsAnExampleLikeAPhoto() {
        assertThat(learn("dog", true)[1]).isPositive();
        assertThat(learn("dog", false)[1]).isNegative();
    }

    @Test
    void aTagThatNoPhotoHasChangesNothing() {
        assertThat(learn("cat", true)).isSameAs(ASKED);
    }
}
