package io.manako.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.FixedGallery;
import io.manako.app.gallery.FixedGallery.FixedSession;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.phs.HeadId;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.prompt.PromptException;
import io.manako.engine.search.Judgement;
import io.manako.engine.search.SearchRequest;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryViewModelTest {
    private static final Path PHOTO = Path.of("/photos/lamp.jpg");

    private final Deque<Runnable> worker = new ArrayDeque<>();
    private final Deque<Runnable> ui = new ArrayDeque<>();
    private final FixedGallery gallery = new FixedGallery();
    private final QueryViewModel query =
            new QueryViewModel(Background.on(ui::add, worker::add), new Messages(Language.ENGLISH));

    private void settle() {
        while (!worker.isEmpty() || !ui.isEmpty()) {
            (worker.isEmpty() ? ui : worker).remove().run();
        }
    }

    private FixedSession session() {
        return gallery.sessions.getLast();
    }

    @BeforeEach
    void openAPhoto() {
        query.use(gallery);
        query.open(PHOTO);
        settle();
    }

    private void drag(double x0, double y0, double x1, double y1) {
        query.press(x0, y0, 5, false);
        query.drag((x0 + x1) / 2, (y0 + y1) / 2);
        query.drag(x1, y1);
        query.release();
        settle();
    }

    @Test
    void anOpenedPhotoIsAskedForAsAWhole() {
        assertThat(session().requests).hasSize(1);
        assertThat(session().requests.getFirst().prompts()).isEmpty();
        assertThat(query.answerProperty().get()).isNotNull();
    }

    @Test
    void aBoxIsAskedForWhileItIsDrawnAndIsOneStepOfTheHistory() {
        query.toolProperty().set(Tool.BOX);
        query.press(300, 200, 5, false);
        settle();
        query.drag(200, 100);
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(200, 100, 100, 100));
        query.drag(100, 50);
        settle();
        assertThat(session().requests.getLast().closeUp()).isFalse();
        query.release();
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(100, 50, 200, 150));
        assertThat(session().requests.getLast().closeUp())
                .as("looked at from near once it is drawn")
                .isTrue();

        query.undo();
        settle();
        assertThat(session().requests.getLast().prompts()).isEmpty();
        assertThat(query.canUndoProperty().get()).isFalse();
        query.redo();
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(100, 50, 200, 150));
    }

    @Test
    void aClickWithTheBoxToolLeavesNothing() {
        query.toolProperty().set(Tool.BOX);
        drag(300, 200, 301, 201);
        assertThat(query.canUndoProperty().get()).isFalse();
        assertThat(query.drawingProperty().get().isBlank()).isTrue();
    }

    @Test
    void aBoxDraggedBeyondThePhotoEndsAtItsEdge() {
        query.toolProperty().set(Tool.BOX);
        drag(700, 500, 5000, -900);
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(700, 0, 100, 500));
    }

    @Test
    void theToolStaysChosenFromMarkToMark() {
        query.toolProperty().set(Tool.NEGATIVE);
        drag(10, 10, 10, 10);
        drag(20, 20, 20, 20);
        assertThat(query.toolProperty().get()).isEqualTo(Tool.NEGATIVE);
        assertThat(session().requests.getLast().prompts())
                .containsExactly(new Point(10, 10, Polarity.NEGATIVE), new Point(20, 20, Polarity.NEGATIVE));
    }

    @Test
    void theOtherButtonSaysTheOpposite() {
        query.toolProperty().set(Tool.POINT);
        query.press(10, 10, 5, true);
        query.release();
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Point(10, 10, Polarity.NEGATIVE));
    }

    @Test
    void everyBrushStrokeIsOneUndoAndTheEraserTakesMarksAway() {
        query.toolProperty().set(Tool.BRUSH);
        drag(100, 100, 300, 100);
        int first = painted();
        drag(100, 400, 300, 400);
        assertThat(painted()).isGreaterThan(first);
        query.undo();
        settle();
        assertThat(painted()).isEqualTo(first);

        query.toolProperty().set(Tool.POINT);
        drag(500, 500, 500, 500);
        query.toolProperty().set(Tool.ERASER);
        drag(480, 500, 510, 500);
        assertThat(session().requests.getLast().prompts()).hasSize(1).first().isInstanceOf(Mask.class);
        query.undo();
        settle();
        assertThat(session().requests.getLast().prompts()).contains(new Point(500, 500));
    }

    private int painted() {
        return ((Mask) session().requests.getLast().prompts().getLast()).count();
    }

    @Test
    void clearIsAStepThatCanBeUndone() {
        query.toolProperty().set(Tool.BOX);
        drag(100, 100, 200, 200);
        query.clear();
        settle();
        assertThat(session().requests.getLast().prompts()).isEmpty();
        query.undo();
        settle();
        assertThat(session().requests.getLast().prompts()).hasSize(1);
    }

    @Test
    void aCancelledStrokeNeverWas() {
        query.toolProperty().set(Tool.BOX);
        query.press(100, 100, 5, false);
        query.drag(300, 300);
        query.cancelStroke();
        query.release();
        settle();
        assertThat(query.drawingProperty().get().isBlank()).isTrue();
        assertThat(query.canUndoProperty().get()).isFalse();
    }

    @Test
    void aHundredPromptsAtOnceAreAtMostTwoSearchesAndTheNewestIsShown() {
        query.toolProperty().set(Tool.BOX);
        int before = session().requests.size();
        query.press(0, 0, 5, false);
        for (int i = 1; i <= 100; i++) {
            query.drag(10 + i, 10 + i);
        }
        settle();
        assertThat(session().requests).hasSizeLessThanOrEqualTo(before + 2);
        Answer answer = query.answerProperty().get();
        assertThat(answer).isNotNull();
        assertThat(answer.request().prompts()).containsExactly(new Box(0, 0, 110, 110));
    }

    @Test
    void anAnswerOfTheLastPhotoIsNeverShownForTheNext() {
        query.toolProperty().set(Tool.BOX);
        query.press(0, 0, 5, false);
        query.drag(100, 100);
        query.release();
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
        query.toolProperty().set(Tool.NEGATIVE);
        drag(10, 10, 10, 10);
        assertThat(query.messageProperty().get()).isEqualTo(Message.of("engine.prompt.only-negative"));
        assertThat(query.answerProperty().get()).isNull();
        session().failure = null;
        query.undo();
        settle();
        assertThat(query.messageProperty().get()).isNull();
        assertThat(query.answerProperty().get()).isNotNull();
    }

    @Test
    void aPointBesideThePhotoIsRefusedWithASentence() {
        query.toolProperty().set(Tool.POINT);
        drag(-20, 10, -20, 10);
        assertThat(query.messageProperty().get().english()).contains("beside the photo");
        assertThat(query.drawingProperty().get().isBlank()).isTrue();
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
    void aTightenedBoxBecomesAMaskInOneStep() {
        query.toolProperty().set(Tool.BOX);
        drag(100, 100, 300, 300);
        assertThat(query.canTightenProperty().get()).isTrue();
        query.tighten();
        settle();
        assertThat(session().requests.getLast().prompts()).hasSize(1).first().isInstanceOf(Mask.class);
        query.undo();
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(100, 100, 200, 200));
    }

    @Test
    void aPhotoKeepsItsMarksAndHeadsForAsLongAsTheProgramRuns() {
        query.toolProperty().set(Tool.BOX);
        drag(100, 100, 300, 300);
        HeadId head = new HeadId(0, 1);
        query.toggleHead(head, true);
        query.open(Path.of("/photos/chair.jpg"));
        settle();
        assertThat(query.drawingProperty().get().isBlank()).isTrue();
        assertThat(query.canUndoProperty().get()).isFalse();
        assertThat(session().requests.getLast().overrides()).isEmpty();

        query.open(PHOTO);
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(100, 100, 200, 200));
        assertThat(session().requests.getLast().overrides()).containsEntry(head, false);
        query.undo();
        settle();
        assertThat(query.drawingProperty().get().isBlank()).isTrue();

        // Whoever searches from a hit means the thing found, not what was marked before.
        query.open(PHOTO, List.of(new Mark.Frame(1, 2, 30, 40, Polarity.POSITIVE)));
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(1, 2, 30, 40));
    }

    @Test
    void aLassoIsOneUndo() {
        query.toolProperty().set(Tool.LASSO);
        query.press(100, 100, 5, false);
        query.drag(300, 100);
        query.drag(300, 300);
        query.drag(100, 300);
        query.release();
        settle();
        Mask mask = (Mask) session().requests.getLast().prompts().getFirst();
        double cell = Math.pow(800 / 384.0, 2);
        assertThat(mask.count() * cell).isBetween(200 * 200 * 0.95, 200 * 200 * 1.05);
        query.undo();
        settle();
        assertThat(session().requests.getLast().prompts()).isEmpty();
        assertThat(query.canUndoProperty().get()).isFalse();

        drag(10, 10, 12, 12); // encloses nothing
        assertThat(query.canUndoProperty().get()).isFalse();
    }

    @Test
    void aBoxIsMovedByItsOutlineAndResizedByItsHandles() {
        query.toolProperty().set(Tool.BOX);
        drag(100, 100, 300, 300);
        drag(100, 150, 150, 170); // the left side, beside its middle
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(150, 120, 200, 200));
        drag(350, 320, 400, 420); // the lower right corner
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(150, 120, 250, 300));
        drag(275, 120, 999, 20); // the middle of the upper side: only its height
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(150, 20, 250, 400));
        drag(150, 220, 500, 220); // the left side's middle, pulled over the right side
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(400, 20, 100, 400));
        drag(430, 20, 5000, 5000); // never out of the photo
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(700, 200, 100, 400));
        for (int i = 0; i < 5; i++) {
            query.undo();
        }
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(100, 100, 200, 200));
    }

    @Test
    void aPointIsMovedAndAClickOnItLeavesItAsItIs() {
        query.toolProperty().set(Tool.NEGATIVE);
        drag(100, 100, 100, 100);
        query.toolProperty().set(Tool.POINT);
        drag(102, 100, 402, 300);
        assertThat(session().requests.getLast().prompts()).containsExactly(new Point(400, 300, Polarity.NEGATIVE));
        drag(401, 300, 401, 300);
        assertThat(session().requests.getLast().prompts()).hasSize(1);
        query.undo();
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Point(100, 100, Polarity.NEGATIVE));

        // The other button draws anew, wherever it is.
        query.press(100, 100, 5, true);
        query.release();
        settle();
        assertThat(session().requests.getLast().prompts()).hasSize(2);
    }

    @Test
    void aMarkThatIsBeingMovedComesBackByEscape() {
        query.toolProperty().set(Tool.BOX);
        drag(100, 100, 300, 300);
        query.press(100, 150, 5, false);
        query.drag(400, 400);
        query.cancelStroke();
        settle();
        assertThat(session().requests.getLast().prompts()).containsExactly(new Box(100, 100, 200, 200));
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
