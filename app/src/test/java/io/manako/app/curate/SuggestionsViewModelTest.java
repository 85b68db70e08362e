package io.manako.app.curate;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.curate.SuggestionsViewModel.Choice;
import io.manako.app.gallery.FixedGallery;
import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.task.Background;
import io.manako.engine.TagSuggestion;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.store.PhotoRegion;
import io.manako.engine.store.PhotoTag;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SuggestionsViewModelTest {
    private static final TagName LAMP = new TagName("lamp");
    private static final TagName CUP = new TagName("cup");

    /** Photos 1 to 40: odd ones show a lamp on the right, even ones a cup. */
    private static final int PHOTOS = 40;

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean slow;
    private final Background background = Background.on(Runnable::run, work -> {
        if (slow) {
            waiting.add(work);
        } else {
            work.run();
        }
    });
    private final FixedGallery gallery = new FixedGallery();
    private final CurationHistory history = new CurationHistory();
    private final List<Message> told = new ArrayList<>();
    private final List<Exception> reported = new ArrayList<>();
    private final TagsViewModel tags = new TagsViewModel(background, history, told::add, reported::add);
    private final SuggestionsViewModel suggestions = new SuggestionsViewModel(background, tags, reported::add);

    @BeforeEach
    void openTheGallery() {
        gallery.photos = LongStream.rangeClosed(1, PHOTOS)
                .mapToObj(id -> new GalleryPhoto(new PhotoId(id), Path.of("/p", id + ".jpg")))
                .toList();
        for (GalleryPhoto photo : gallery.photos) {
            boolean lamp = isLamp(photo.id());
            gallery.windows.put(photo.id(), new float[][] {{0.1f, 0.1f}, lamp ? new float[] {1, 0} : new float[] {0, 1}
            });
        }
        tags.use(gallery);
        tags.setOnChanged(suggestions::onChanged);
        suggestions.use(gallery);
    }

    private static boolean isLamp(PhotoId photo) {
        return photo.value() % 2 == 1;
    }

    /** Tags photos 1, 3 and 5, and 2, 4 and 6. */
    private void tagSome() {
        gallery.apply(TagEdit.of(List.of(new PhotoId(1), new PhotoId(3), new PhotoId(5)), List.of(LAMP), List.of()));
        gallery.apply(TagEdit.of(List.of(new PhotoId(2), new PhotoId(4), new PhotoId(6)), List.of(CUP), List.of()));
    }

    private TagSuggestion suggested(int place) {
        return suggestions.suggestions().get(place);
    }

    private List<PhotoTag> borne(PhotoId photo) {
        return gallery.tagsOf(List.of(photo)).getOrDefault(photo, List.of());
    }

    @Test
    void whatPhotosShowIsSuggestedTheMostProbableFirst() {
        tagSome();
        suggestions.begin(List.of());

        assertThat(suggestions.suggestions()).hasSize(2 * (PHOTOS - 3));
        assertThat(suggestions.suggestions())
                .isSortedAccordingTo((a, b) -> Float.compare(b.probability(), a.probability()));
        assertThat(suggestions.suggestions().subList(0, PHOTOS - 6))
                .allMatch(one -> one.tag().equals(isLamp(one.photo()) ? LAMP : CUP));
        assertThat(suggestions.messageProperty().get()).isEqualTo(Message.of("suggest.learned", 2, 6));
        assertThat(suggestions.examples(LAMP)).isEqualTo(3);

        assertThat(suggested(0).place()).isEqualTo(new Box(400, 0, 400, 600));

        suggestions.choiceProperty().set(new Choice(CUP));
        assertThat(suggestions.suggestions())
                .hasSize(PHOTOS - 3)
                .allMatch(one -> one.tag().equals(CUP));
    }

    /** The other model sees a cup where the one before saw a lamp. */
    private void anotherModelAnswers() {
        for (GalleryPhoto photo : gallery.photos) {
            boolean lamp = isLamp(photo.id()) == photo.id().value() <= 6;
            gallery.windows.put(photo.id(), new float[][] {lamp ? new float[] {1, 0} : new float[] {0, 1}});
        }
        suggestions.onModelChanged();
    }

    @Test
    void whenAnotherModelAnswersSuggestionsAreLearnedAnewWhileSomebodyLooks() {
        tagSome();
        suggestions.begin(List.of());
        TagName before = suggested(0).tag();
        PhotoId photo = suggested(0).photo();
        anotherModelAnswers();
        assertThat(suggestions.suggestions())
                .filteredOn(one -> one.photo().equals(photo))
                .first()
                .satisfies(one -> assertThat(one.tag()).isNotEqualTo(before));
        assertThat(suggestions.messageProperty().get()).isEqualTo(Message.of("suggest.learned", 2, 6));
        assertThat(suggestions.changedProperty().get()).isFalse();
    }

    @Test
    void whenAnotherModelAnswersNothingOfTheOneBeforeStaysListed() {
        tagSome();
        suggestions.begin(List.of());
        suggestions.end();
        anotherModelAnswers();
        assertThat(suggestions.suggestions()).isEmpty();
        assertThat(suggestions.choices()).hasSize(1);
        assertThat(suggestions.messageProperty().get()).isNull();

        suggestions.begin(List.of());
        assertThat(suggestions.suggestions()).isNotEmpty();
    }

    @Test
    void whatTheModelBeforeIsStillLearningIsNeverShown() {
        tagSome();
        slow = true;
        suggestions.begin(List.of());
        suggestions.end();
        anotherModelAnswers();
        waiting.forEach(Runnable::run);
        assertThat(suggestions.suggestions()).isEmpty();
        assertThat(suggestions.learningProperty().get()).isFalse();
    }

    @Test
    void whatIsImprobableIsSuggestedForAChosenTagAlone() {
        tagSome();
        gallery.windows.put(new PhotoId(7), new float[][] {{-1, -1}, {-1, 0.5f}});
        suggestions.begin(List.of());
        assertThat(suggestions.suggestions())
                .allMatch(one -> one.probability() >= SuggestionsViewModel.LEAST)
                .noneMatch(one -> one.photo().value() == 7 && one.tag().equals(LAMP));
        suggestions.choiceProperty().set(new Choice(LAMP));
        assertThat(suggestions.suggestions().getLast().photo().value()).isEqualTo(7);
    }

    @Test
    void aConfirmedSuggestionIsATagOfItsPlaceAndARejectedOneIsLearnedFrom() {
        tagSome();
        suggestions.begin(List.of());
        TagSuggestion right = suggested(0);
        suggestions.confirm(List.of(right));
        PhotoTag borne = borne(right.photo()).getFirst();
        assertThat(borne.tag()).isEqualTo(right.tag());
        assertThat(borne.region()).isEqualTo(new PhotoRegion(0.5f, 0, 0.5f, 1));
        assertThat(suggestions.suggestions()).doesNotContain(right);

        TagSuggestion wrong = suggested(0);
        suggestions.reject(List.of(wrong));
        assertThat(borne(wrong.photo())).isEmpty();
        assertThat(gallery.refused(wrong.photo())).containsExactly(wrong.tag().key());
        assertThat(told).containsExactly(Message.of("hit.tagged", 1, 0), Message.of("hit.tag-refused", 1));

        suggestions.learn();
        assertThat(suggestions.suggestions())
                .noneMatch(one -> one.photo().equals(wrong.photo()) && one.tag().equals(wrong.tag()));
        assertThat(suggestions.messageProperty().get()).isEqualTo(Message.of("suggest.learned", 2, 8));
    }

    @Test
    void answersAreTakenBackInOneStepEach() {
        tagSome();
        suggestions.begin(List.of());
        List<TagSuggestion> before = List.copyOf(suggestions.suggestions());
        suggestions.confirm(before.subList(0, 3));
        suggestions.reject(before.subList(3, 5));
        assertThat(suggestions.suggestions()).isEqualTo(before.subList(5, before.size()));

        history.undo();
        assertThat(suggestions.suggestions()).isEqualTo(before.subList(3, before.size()));
        assertThat(gallery.refused(before.get(3).photo())).isEmpty();
        history.undo();
        assertThat(suggestions.suggestions()).isEqualTo(before);
        assertThat(borne(before.get(0).photo())).isEmpty();
        assertThat(gallery.refused(before.get(0).photo()))
                .as("put on by mistake")
                .isEmpty();
        assertThat(history.canUndoProperty().get()).isFalse();
    }

    @Test
    void itLearnsAgainAfterSoManyAnswersAndNeverWhenNothingHasChanged() {
        tagSome();
        suggestions.begin(List.of());
        assertThat(gallery.learned).isEqualTo(1);
        suggestions.end();
        suggestions.begin(List.of());
        assertThat(gallery.learned).as("nothing has changed").isEqualTo(1);

        for (int i = 1; i < SuggestionsViewModel.LEARN_AFTER; i++) {
            suggestions.confirm(List.of(suggested(0)));
        }
        assertThat(gallery.learned).isEqualTo(1);
        assertThat(suggestions.changedProperty().get()).isTrue();
        suggestions.reject(List.of(suggested(suggestions.suggestions().size() - 1)));
        assertThat(gallery.learned).isEqualTo(2);
        assertThat(suggestions.changedProperty().get()).isFalse();
        suggestions.end();
        suggestions.begin(List.of());
        assertThat(gallery.learned).isEqualTo(2);

        suggestions.end();
        tags.apply(TagEdit.of(List.of(new PhotoId(40)), List.of(CUP), List.of()));
        suggestions.begin(List.of());
        assertThat(gallery.learned).as("a tag by another hand").isEqualTo(3);
    }

    @Test
    void suggestionsCanBeForTheSelectedPhotosAlone() {
        tagSome();
        PhotoId ninth = new PhotoId(9);
        suggestions.begin(List.of(ninth));
        assertThat(suggestions.selectedProperty().get()).containsExactly(ninth);
        suggestions.onlySelectedProperty().set(true);
        assertThat(suggestions.suggestions())
                .hasSize(2)
                .allMatch(one -> one.photo().equals(ninth));
        assertThat(suggested(0).tag()).isEqualTo(LAMP);
        suggestions.onlySelectedProperty().set(false);
        assertThat(suggestions.suggestions()).hasSize(2 * (PHOTOS - 3));
        assertThat(gallery.learned).isEqualTo(1);
    }

    @Test
    void whatCannotBeLearnedSaysWhatToDo() {
        suggestions.begin(List.of());
        assertThat(suggestions.messageProperty().get()).isEqualTo(Message.of("engine.label.none", 3));
        suggestions.end();

        tags.apply(TagEdit.of(List.of(new PhotoId(1)), List.of(LAMP), List.of()));
        suggestions.begin(List.of());
        assertThat(suggestions.messageProperty().get()).isEqualTo(Message.of("engine.label.few", "lamp", 1, 3));
        suggestions.end();

        tags.apply(TagEdit.of(List.of(new PhotoId(3), new PhotoId(5)), List.of(LAMP), List.of()));
        suggestions.begin(List.of());
        assertThat(suggestions.messageProperty().get()).isEqualTo(Message.of("engine.label.same", "lamp"));
        assertThat(suggestions.suggestions()).isEmpty();
        assertThat(reported).isEmpty();
    }

    @Test
    void aFaultIsReported() {
        gallery.unlearnable = new IllegalStateException("a fault");
        suggestions.begin(List.of());
        assertThat(reported).containsExactly(gallery.unlearnable);
        assertThat(suggestions.learningProperty().get()).isFalse();
    }

    @Test
    void whoCancelsOrClosesWaitsForNothingAndLearnsTheNextTime() {
        tagSome();
        slow = true;
        suggestions.begin(List.of());
        assertThat(suggestions.learningProperty().get()).isTrue();
        suggestions.cancel();
        assertThat(suggestions.learningProperty().get()).isFalse();
        assertThat(suggestions.messageProperty().get()).isEqualTo(Message.of("suggest.cancelled"));
        suggestions.learn();
        suggestions.end();
        waiting.forEach(Runnable::run);
        waiting.clear();
        assertThat(suggestions.suggestions()).as("nobody waits for it").isEmpty();

        slow = false;
        suggestions.begin(List.of());
        assertThat(suggestions.suggestions()).isNotEmpty();
    }

    @Test
    void whatIsAnsweredWhileItLearnsIsNotSuggestedAgain() {
        tagSome();
        suggestions.begin(List.of());
        TagSuggestion first = suggested(0);
        slow = true;
        suggestions.onChanged();
        suggestions.learn();
        Runnable learning = waiting.remove();
        suggestions.confirm(List.of(first));
        assertThat(suggestions.suggestions()).doesNotContain(first);
        learning.run(); // before the answer is written
        assertThat(suggestions.suggestions())
                .isNotEmpty()
                .noneMatch(one -> one.photo().equals(first.photo()) && one.tag().equals(first.tag()));
        waiting.remove().run();
        assertThat(borne(first.photo())).hasSize(1);
        assertThat(suggestions.changedProperty().get()).isTrue();
    }

    @Test
    void aLibraryThatCannotBeWrittenIsLookedAt() {
        tagSome();
        gallery.readOnly = true;
        suggestions.begin(List.of());
        assertThat(suggestions.messageProperty().get()).isEqualTo(Message.of("suggest.read-only"));
        TagSuggestion first = suggested(0);
        suggestions.confirm(List.of(first));
        assertThat(borne(first.photo())).isEmpty();
        assertThat(suggestions.suggestions()).contains(first);
    }

    @Test
    void anAnswerThatCannotBeWrittenIsAskedAgain() {
        tagSome();
        suggestions.begin(List.of());
        TagSuggestion first = suggested(0);
        gallery.unwritable = new IllegalStateException("full");
        suggestions.confirm(List.of(first));
        assertThat(reported).containsExactly(gallery.unwritable);
        assertThat(suggestions.suggestions()).contains(first);
        assertThat(suggestions.changedProperty().get()).isFalse();
        assertThat(Set.copyOf(suggestions.choices()))
                .containsExactlyInAnyOrder(Choice.ALL, new Choice(LAMP), new Choice(CUP));
    }
}
