package io.manako.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.FixedGallery.FixedSession;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.phs.HeadId;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.prompt.Prompt;
import io.manako.engine.prompt.PromptException;
import io.manako.engine.search.Judgement;
import io.manako.engine.search.SearchRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryViewModelTest extends OpenQuery {
    @Test
    void anOpenedPhotoIsAskedForAsAWhole() {
        assertThat(session().requests).hasSize(1);
        assertThat(session().requests.getFirst().prompts()).isEmpty();
        assertThat(query.answerProperty().get()).isNotNull();
    }

    @Test
    void aHundredPromptsAtOnceAreAtMostTwoSearchesAndTheNewestIsShown() {
        query.marks().toolProperty().set(Tool.BOX);
        int before = session().requests.size();
        query.marks().press(0, 0, 5, false);
        for (int i = 1; i <= 100; i++) {
            query.marks().drag(10 + i, 10 + i);
        }
        settle();
        assertThat(session().requests).hasSizeLessThanOrEqualTo(before + 3);
        assertThat(session().requests.subList(before, session().requests.size()).stream()
                        .filter(request -> !request.closeUp()))
                .as("besides the one from near, once the pointer rests")
                .hasSizeLessThanOrEqualTo(2);
        Answer answer = query.answerProperty().get();
        assertThat(answer).isNotNull();
        assertThat(answer.request().prompts()).containsExactly(new Box(0, 0, 110, 110));
    }

    @Test
    void aMarkIsAnsweredFromFarUntilItIsSeenFromNear() {
        List<Answer> shown = new ArrayList<>();
        query.answerProperty().addListener((observable, old, now) -> shown.add(now));
        session().looks = true;
        query.marks().toolProperty().set(Tool.BOX);
        query.marks().press(0, 0, 5, false);
        query.marks().drag(100, 100);
        query.marks().release();
        settle();
        assertThat(shown.subList(shown.size() - 2, shown.size()))
                .extracting(answer -> answer.request().closeUp())
                .containsExactly(false, true);
    }

    @Test
    void anAnswerOfTheLastPhotoIsNeverShownForTheNext() {
        query.marks().toolProperty().set(Tool.BOX);
        query.marks().press(0, 0, 5, false);
        query.marks().drag(100, 100);
        query.marks().release();
        worker.remove().run(); // its search has run, its answer waits for the UI thread
        FixedSession first = session();
        query.open(Path.of("/photos/chair.jpg"));
        List<Answer> shown = new ArrayList<>();
        query.answerProperty().addListener((observable, old, now) -> {
            if (now != null) {
                shown.add(now);
            }
        });
        settle();
        assertThat(shown).extracting(Answer::session).endsWith(session());
        assertThat(query.sessionProperty().get()).isSameAs(session()).isNotSameAs(first);
        assertThat(first.closed).isTrue();
    }

    @Test
    void whenAnotherModelAnswersTheMarksStayAndHeadsSwitchedByHandAreForgotten() {
        query.marks().toolProperty().set(Tool.BOX);
        drag(0, 0, 100, 100);
        drag(300, 300, 400, 400);
        query.toggleHead(new HeadId(0, 1), true);
        settle();
        FixedSession before = session();
        List<Prompt> marks = before.requests.getLast().prompts();

        query.onModelChanged();
        settle();

        assertThat(session())
                .isNotSameAs(before)
                .isSameAs(query.sessionProperty().get());
        assertThat(before.closed).isTrue();
        assertThat(session().requests.getLast().prompts()).isEqualTo(marks).hasSize(2);
        assertThat(session().requests.getLast().overrides()).isEmpty();
        assertThat(query.overridesProperty().get()).isEmpty();
        query.marks().undo();
        settle();
        assertThat(session().requests.getLast().prompts()).hasSize(1);
    }

    @Test
    void whoIsSearchingWhileTheModelChangesIsAnsweredByTheNewOneAndHearsOfNoFault() {
        settle();
        FixedSession before = session();
        query.marks().toolProperty().set(Tool.BOX);
        drag(0, 0, 100, 100); // its search waits for its turn
        query.onModelChanged();
        drag(300, 300, 400, 400);
        settle();

        assertThat(before.closed).isTrue();
        assertThat(query.messageProperty().get()).isNull();
        assertThat(query.answerProperty().get().session()).isSameAs(session()).isNotSameAs(before);
        assertThat(query.answerProperty().get().request().prompts()).hasSize(2);
    }

    @Test
    void aPhotoThatIsOpenedWhileTheModelChangesWins() {
        query.onModelChanged();
        query.open(Path.of("/photos/chair.jpg"));
        settle();
        assertThat(query.sessionProperty().get().path()).isEqualTo(Path.of("/photos/chair.jpg"));
        assertThat(gallery.sessions).filteredOn(open -> !open.closed).hasSize(1);
    }

    @Test
    void ofTwoPhotosOpenedAtOnceTheNewestStaysAndTheOtherIsClosed() {
        query.open(Path.of("/photos/a.jpg"));
        worker.remove().run(); // a.jpg is open, but not delivered yet
        query.open(Path.of("/photos/b.jpg"));
        settle();
        assertThat(query.sessionProperty().get()).isSameAs(session());
        assertThat(session().path()).isEqualTo(Path.of("/photos/b.jpg"));
        assertThat(gallery.sessions).filteredOn(open -> !open.closed).containsExactly(session());
    }

    @Test
    void whatTheEngineSaysOfSenselessMarksIsShownAndOldResultsAreNot() {
        session().failure = new PromptException(Message.of("engine.prompt.only-negative"));
        query.marks().toolProperty().set(Tool.NEGATIVE);
        drag(10, 10, 10, 10);
        assertThat(query.messageProperty().get()).isEqualTo(Message.of("engine.prompt.only-negative"));
        assertThat(query.answerProperty().get()).isNull();
        session().failure = null;
        query.marks().undo();
        settle();
        assertThat(query.messageProperty().get()).isNull();
        assertThat(query.answerProperty().get()).isNotNull();
    }

    @Test
    void anUnreadablePhotoLeavesTheOpenOneAsItIs() {
        FixedSession open = session();
        query.open(Path.of("/photos/broken.jpg"));
        settle();
        assertThat(query.messageProperty().get().english())
                .contains("broken.jpg")
                .contains("It is damaged.");
        assertThat(query.sessionProperty().get()).isSameAs(open);
        assertThat(open.closed).isFalse();
    }

    @Test
    void aHeadIsSwitchedAndGivenBack() {
        HeadId head = new HeadId(0, 1);
        query.toggleHead(head, true);
        settle();
        assertThat(session().requests.getLast().overrides()).containsEntry(head, false);
        query.toggleHead(head, false);
        settle();
        assertThat(session().requests.getLast().overrides()).isEmpty();
    }

    @Test
    void aPhotoKeepsItsMarksAndHeadsForAsLongAsTheProgramRuns() {
        query.marks().toolProperty().set(Tool.BOX);
        drag(100, 100, 300, 300);
        HeadId head = new HeadId(0, 1);
        query.toggleHead(head, true);
        query.open(Path.of("/photos/chair.jpg"));
        settle();
        assertThat(query.marks().drawingProperty().get().isBlank()).isTrue();
        assertThat(query.marks().canUndoProperty().get()).isFalse();
        assertThat(session().requests.getLast().overrides()).isEmpty();

        query.open(PHOTO);
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(100, 100, 200, 200));
        assertThat(session().requests.getLast().overrides()).containsEntry(head, false);
        query.marks().undo();
        settle();
        assertThat(query.marks().drawingProperty().get().isBlank()).isTrue();

        // Whoever searches from a hit means the thing found, not what was marked before.
        query.open(PHOTO, List.of(new Mark.Frame(1, 2, 30, 40, Polarity.POSITIVE)));
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(1, 2, 30, 40));
    }

    @Test
    void whatIsSaidOfHitsIsAskedForAtOnceAndCanBeTakenBack() {
        FeedbackViewModel feedback = query.feedback();
        feedback.judge(List.of(new PhotoId(7), new PhotoId(8)), true);
        feedback.judge(List.of(new PhotoId(9)), false);
        settle();
        assertThat(session().requests.getLast().judgements())
                .containsExactly(
                        new Judgement.OfPhoto(new PhotoId(7), true, null),
                        new Judgement.OfPhoto(new PhotoId(8), true, null),
                        new Judgement.OfPhoto(new PhotoId(9), false, null));
        assertThat(feedback.summaryProperty().getValue()).contains("2 liked", "1 not");

        feedback.undo();
        settle();
        assertThat(session().requests.getLast().judgements()).hasSize(2);

        feedback.judge(List.of(new PhotoId(7)), false);
        settle();
        assertThat(session().requests.getLast().judgements())
                .containsExactly(
                        new Judgement.OfPhoto(new PhotoId(8), true, null),
                        new Judgement.OfPhoto(new PhotoId(7), false, null));
        feedback.judge(List.of(new PhotoId(7)), false);
        settle();
        assertThat(session().requests.getLast().judgements())
                .as("said once more, it is not said any more")
                .containsExactly(new Judgement.OfPhoto(new PhotoId(8), true, null));

        feedback.reset();
        settle();
        assertThat(session().requests.getLast().judgements()).isEmpty();
        assertThat(feedback.saidProperty().get()).isFalse();
        assertThat(feedback.summaryProperty().getValue()).isEmpty();
        feedback.undo();
        settle();
        assertThat(session().requests.getLast().judgements()).hasSize(1);
    }

    @Test
    void anotherPhotoKnowsNothingOfWhatWasSaid() {
        query.feedback().judge(List.of(new PhotoId(7)), true);
        settle();
        query.open(Path.of("/photos/other.jpg"));
        settle();
        assertThat(session().requests).allMatch(request -> request.judgements().isEmpty());
        assertThat(query.feedback().canUndoProperty().get()).isFalse();
    }

    @Test
    void wordsAreAskedForWithThePhoto() {
        query.wordsProperty().set("red lamp");
        settle();
        assertThat(session().requests.getLast().words()).isEqualTo("red lamp");
        assertThat(gallery.wordRequests).isEmpty();
    }

    @Test
    void withoutAPhotoWordsAloneAreAskedForUntilOneIsOpened() {
        QueryViewModel fresh = new QueryViewModel(Background.on(ui::add, worker::add), new Messages(Language.ENGLISH));
        fresh.use(gallery);
        fresh.wordsProperty().set("lamp");
        settle();
        assertThat(gallery.wordRequests).extracting(SearchRequest::words).containsExactly("lamp");
        assertThat(fresh.answerProperty().get().session()).isNull();

        fresh.wordsProperty().set("");
        settle();
        assertThat(fresh.answerProperty().get()).as("nothing is asked for").isNull();
        fresh.wordsProperty().set("chair");
        fresh.open(PHOTO);
        settle();
        assertThat(session().requests.getLast().words()).isEqualTo("chair");
        assertThat(fresh.answerProperty().get().session()).isSameAs(session());
    }
}
