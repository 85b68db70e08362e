package io.manako.app.curate;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.FixedGallery;
import io.manako.app.task.Background;
import io.manako.engine.filter.Filter;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.search.Judgement;
import io.manako.engine.search.Lesson;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LessonsViewModelTest {
    private static final Judgement LIKED = new Judgement.OfPhoto(new PhotoId(1), true, null);
    private static final Judgement DISLIKED = new Judgement.OfPhoto(new PhotoId(2), false, null);
    private static final Judgement TAG = new Judgement.OfTag("dog", true);

    private final FixedGallery gallery = new FixedGallery();
    private final LessonsViewModel lessons =
            new LessonsViewModel(Background.on(Runnable::run, Runnable::run), failure -> {
                throw new AssertionError(failure);
            });

    @BeforeEach
    void openTheGallery() {
        lessons.use(gallery);
        gallery.notes.shared = List.of("lamp", "赤い");
    }

    private static Lesson lesson(Judgement judgement, float after) {
        return new Lesson(judgement, new Box(0, 0, 0.5, 0.5), 0.4f, after);
    }

    private static Answer answer(List<Judgement> judgements, Lesson... learned) {
        return new Answer(
                null,
                new SearchRequest(List.of(), Map.of(), 9, null, Filter.EVERYTHING, judgements, true),
                new SearchResult(
                        new PatchGrid(1, 1),
                        new float[1],
                        List.of(),
                        List.of(),
                        0,
                        new SearchResult.Timing(1, 1, 2),
                        List.of(learned),
                        List.of(),
                        List.of(),
                        null));
    }

    @Test
    void whatTheAnswerHasLearnedFromPhotosIsShown() {
        Lesson liked = lesson(LIKED, 0.7f);
        Lesson disliked = lesson(DISLIKED, 0.1f);
        lessons.show(answer(List.of(LIKED, TAG, DISLIKED), liked, lesson(TAG, 0.6f), disliked));
        assertThat(lessons.lessons()).containsExactly(liked, disliked);
        lessons.show(answer(List.of(LIKED), lesson(LIKED, 0.8f)));
        assertThat(lessons.lessons()).extracting(Lesson::after).containsExactly(0.8f);
        lessons.show(null);
        assertThat(lessons.lessons()).isEmpty();
    }

    @Test
    void wordsThatLikedPhotosShareAreReadWhereAnythingIsLiked() {
        lessons.show(answer(List.of(DISLIKED)));
        assertThat(lessons.wordsProperty().get()).isEmpty();
        lessons.show(answer(List.of(LIKED, DISLIKED)));
        assertThat(lessons.wordsProperty().get()).containsExactly("lamp", "赤い");
        assertThat(gallery.notes.askedToShare).isEqualTo(List.of(Set.of(new PhotoId(1)), Set.of(new PhotoId(2))));
        gallery.notes.shared = List.of("other");
        lessons.show(answer(List.of(LIKED, DISLIKED, TAG)));
        assertThat(lessons.wordsProperty().get()).as("the same photos").containsExactly("lamp", "赤い");
        lessons.show(answer(List.of()));
        assertThat(lessons.wordsProperty().get()).isEmpty();
    }
}
