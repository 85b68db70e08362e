package io.manako.app.curate;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.FixedGallery;
import io.manako.app.task.Background;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.Rating;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RatingsViewModelTest {
    private final FixedGallery gallery = new FixedGallery();
    private final List<Message> told = new ArrayList<>();
    private final List<Exception> failures = new ArrayList<>();
    private final Background background = Background.on(Runnable::run, Runnable::run);
    private final CurationHistory history = new CurationHistory();
    private final RatingsViewModel ratings = new RatingsViewModel(background, history, told::add, failures::add);
    private final PhotoId first = new PhotoId(1);
    private final PhotoId second = new PhotoId(2);
    private int changes;

    @BeforeEach
    void openTheGallery() {
        ratings.use(gallery);
        ratings.setOnChanged(() -> changes++);
    }

    @Test
    void severalPhotosGetTheirStarsInOneStepThatCanBeTakenBack() {
        ratings.rate(List.of(first), 2);
        ratings.rate(List.of(first, second), 5);
        assertThat(ratings.of(first)).isEqualTo(5);
        assertThat(ratings.of(second)).isEqualTo(5);
        assertThat(told.getLast()).isEqualTo(Message.of("hit.rated", 2, 5));

        history.undo();
        assertThat(ratings.of(first)).isEqualTo(2);
        assertThat(ratings.of(second)).isZero();
        history.undo();
        assertThat(ratings.of(first)).isZero();
        assertThat(history.canUndoProperty().get()).isFalse();
        assertThat(changes).isEqualTo(4);
    }

    @Test
    void theSameStarsOnceMoreAreNoStep() {
        ratings.rate(List.of(first), 3);
        ratings.rate(List.of(first), 3);
        assertThat(changes).isEqualTo(1);
        history.undo();
        assertThat(history.canUndoProperty().get()).isFalse();
    }

    @Test
    void tagsAndStarsAreTakenBackInTheOrderInWhichTheyCame() {
        TagsViewModel tags = new TagsViewModel(background, history, told::add, failures::add);
        tags.use(gallery);
        ratings.rate(List.of(first), 3);
        tags.apply(TagEdit.of(List.of(first), List.of(new TagName("lamp")), List.of()));
        history.undo();
        assertThat(tags.of(first)).isEmpty();
        assertThat(ratings.of(first)).isEqualTo(3);
        history.undo();
        assertThat(ratings.of(first)).isZero();
    }

    /** Each answer of a search shows hundreds of photos, mostly the same again. */
    @Test
    void starsAreReadOnceUntilAnotherHandMayHaveChangedThem() {
        ratings.show(List.of(first));
        gallery.rate(List.of(new Rating(first, 4), new Rating(second, 1)));
        ratings.show(List.of(first, second));
        assertThat(ratings.of(first)).isZero();
        assertThat(ratings.of(second)).isEqualTo(1);
        ratings.refresh();
        assertThat(ratings.of(first)).isEqualTo(4);
    }

    @Test
    void aLibraryThatCannotBeWrittenSaysSo() {
        gallery.readOnly = true;
        ratings.rate(List.of(first), 3);
        assertThat(failures).hasSize(1);
        assertThat(ratings.of(first)).isZero();
    }
}
