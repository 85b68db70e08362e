package io.manako.engine.search;

import static io.manako.engine.search.GalleryTest.photo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.feedback.QueryUpdate;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a query becomes by what was said. */
class LearnedTest {
    private static final float[] ASKED = {0, 0, 0, 1};
    private static final float[] DOG = {0, 1, 0, 0};

    private static Learned learn(List<GalleryPhoto> photos, Judgement... judgements) {
        return Learned.from(
                ASKED,
                List.of(judgements),
                photos,
                name -> name.equals("dog") ? Optional.of(DOG) : Optional.empty(),
                QueryUpdate.STANDARD);
    }

    @Test
    void whatATagNamesIsAnExampleLikeAPhoto() {
        assertThat(learn(List.of(), new Judgement.OfTag("dog", true)).descriptor()[1])
                .isPositive();
        assertThat(learn(List.of(), new Judgement.OfTag("dog", false)).descriptor()[1])
                .isNegative();
    }

    @Test
    void aTagThatNoPhotoHasTeachesNothing() {
        Learned learned = learn(List.of(), new Judgement.OfTag("cat", true));
        assertThat(learned.descriptor()).isSameAs(ASKED);
        assertThat(learned.lessons()).isEmpty();
    }

    @Test
    void everyLessonSaysWhatWasMeantAndHowItChangedTheQuery() {
        // The right half of photo 1 is nearest to the query, of photo 2 the left half was said to be meant.
        List<GalleryPhoto> photos = List.of(
                photo(1, "/a", new float[] {1, 0, 0, 0}, new float[] {0, 0.6f, 0, 0.8f}),
                photo(2, "/b", new float[] {0, 0, 1, 0}, new float[] {0, 0, 0, 1}));
        GalleryPhoto first = photos.getFirst();
        Box left = new Box(0, 0, first.width() / 2.0, first.height());
        List<Lesson> lessons = learn(
                        photos,
                        new Judgement.OfPhoto(new PhotoId(1), true, null),
                        new Judgement.OfPhoto(new PhotoId(2), false, left),
                        new Judgement.OfPhoto(new PhotoId(9), true, null),
                        new Judgement.OfTag("dog", true))
                .lessons();

        assertThat(lessons)
                .extracting(lesson -> lesson.judgement().subject())
                .containsExactly(new PhotoId(1), new PhotoId(2), "dog");
        assertThat(lessons.get(0).place()).isEqualTo(new Box(0.25, 0, 0.25, 1));
        assertThat(lessons.get(1).place()).isEqualTo(new Box(0, 0, 0.25, 1));
        assertThat(lessons.get(2).place()).isNull();
        assertThat(lessons.get(0).before()).isCloseTo(0.8f, within(0.01f));
        assertThat(lessons.get(0).after()).isGreaterThan(lessons.get(0).before());
        assertThat(lessons.get(1).after()).isNegative();
        assertThat(lessons.get(2).after()).isGreaterThan(lessons.get(2).before());
    }
}
