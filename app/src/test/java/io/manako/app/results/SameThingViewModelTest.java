package io.manako.app.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.FixedGallery;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.engine.filter.Filter;
import io.manako.engine.geometry.GeometricVerifier;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Prompt;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SameThingViewModelTest {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final FixedGallery gallery = new FixedGallery();
    private final SimpleObjectProperty<@Nullable Answer> plain = new SimpleObjectProperty<>();
    private final SimpleBooleanProperty glances = new SimpleBooleanProperty();
    private final AtomicBoolean touched = new AtomicBoolean();
    private final SameThingViewModel same = new SameThingViewModel(
            Background.on(Runnable::run, waiting::add), new Messages(Language.ENGLISH), plain, glances, touched::get);
    private FixedGallery.FixedSession session;

    @BeforeEach
    void open() throws Exception {
        gallery.hits = List.of(hit(1), hit(2), hit(3));
        session = (FixedGallery.FixedSession) gallery.open(Path.of("/q.jpg"));
    }

    private static Hit hit(int number) {
        return new Hit(
                number, new PhotoId(number), Path.of("/" + number + ".jpg"), 1f / number, new Box(0, 0, 9, 9), 0, 9, 9);
    }

    private Answer answer(boolean released, Prompt... marks) {
        SearchRequest request =
                new SearchRequest(List.of(marks), Map.of(), 500, null, Filter.EVERYTHING, List.of(), released);
        return new Answer(session, request, session.search(request));
    }

    private List<Long> shown() {
        Answer answer = same.answerProperty().get();
        return answer == null
                ? List.of()
                : answer.result().hits().stream().map(hit -> hit.id().value()).toList();
    }

    private void work() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private String text() {
        return same.textProperty().getValue();
    }

    @Test
    void unlessItIsWantedAnswersPass() {
        Answer answer = answer(true, new Box(1, 1, 5, 5));
        plain.set(answer);

        assertThat(same.answerProperty().get()).isSameAs(answer);
        assertThat(waiting).isEmpty();
        assertThat(text()).isEmpty();
    }

    @Test
    void thePlainAnswerIsShownUntilTheVerySameWasFound() {
        same.wantedProperty().set(true);
        plain.set(answer(true, new Box(1, 1, 5, 5)));

        assertThat(shown()).containsExactly(1L, 2L, 3L);
        assertThat(text()).isEqualTo("Looking for the very same thing…");
        work();
        assertThat(shown()).containsExactly(3L, 1L, 2L);
        assertThat(same.progressProperty().get()).isNull();
        assertThat(text()).isEqualTo("The very same thing in 1 of the best 3 photos; they come first");
    }

    @Test
    void switchedOffThePlainAnswerIsBack() {
        plain.set(answer(true, new Box(1, 1, 5, 5)));
        same.wantedProperty().set(true);
        work();
        assertThat(shown()).containsExactly(3L, 1L, 2L);

        same.wantedProperty().set(false);

        assertThat(shown()).containsExactly(1L, 2L, 3L);
        assertThat(text()).isEmpty();
    }

    @Test
    void anotherQuestionEndsTheWork() {
        same.wantedProperty().set(true);
        plain.set(answer(true, new Box(1, 1, 5, 5)));
        plain.set(null);
        work();

        assertThat(session.same.looks).as("nobody looks for what is gone").isEmpty();
        assertThat(shown()).isEmpty();
        assertThat(text()).isEmpty();
    }

    @Test
    void whoClosesTheWindowEndsTheWork() {
        same.wantedProperty().set(true);
        plain.set(answer(true, new Box(1, 1, 5, 5)));
        same.stop();
        work();

        assertThat(session.same.looks).isEmpty();
        assertThat(same.progressProperty().get()).isNull();
    }

    @Test
    void theSameQuestionAgainKeepsTheOrderUntilItIsAnsweredAnew() {
        same.wantedProperty().set(true);
        plain.set(answer(true, new Box(1, 1, 5, 5)));
        work();
        plain.set(answer(true, new Box(1, 1, 5, 5)));

        assertThat(shown()).containsExactly(3L, 1L, 2L);
        work();
        assertThat(shown()).containsExactly(3L, 1L, 2L);
        plain.set(answer(true, new Box(2, 2, 5, 5)));
        assertThat(shown()).as("other marks").containsExactly(1L, 2L, 3L);
    }

    @Test
    void whileAMarkIsDrawnNobodyLooksAndWithoutOneItIsSaid() {
        same.wantedProperty().set(true);
        plain.set(answer(false, new Box(1, 1, 5, 5)));
        assertThat(waiting).isEmpty();

        plain.set(answer(true));
        assertThat(waiting).isEmpty();
        assertThat(text()).startsWith("Mark the thing first");
    }

    @Test
    void aGlanceIsSilentUntilItFindsSomething() {
        glances.set(true);
        session.same.plain = true;
        plain.set(answer(true, new Box(1, 1, 5, 5)));

        assertThat(shown()).containsExactly(1L, 2L, 3L);
        assertThat(text()).isEmpty();
        assertThat(same.progressProperty().get()).isNull();
        work();
        assertThat(shown()).containsExactly(3L, 1L, 2L);
        assertThat(text()).isEqualTo("The very same thing in 1 of the best 3 photos; they come first");
        assertThat(session.same.looks).containsExactly(GeometricVerifier.GLANCE);
    }

    @Test
    void ofAGlanceThatFindsNothingNobodyHears() {
        glances.set(true);
        Answer answer = answer(true, new Box(1, 1, 5, 5));
        plain.set(answer);
        work();

        assertThat(session.same.looks).containsExactly(GeometricVerifier.GLANCE);
        assertThat(same.answerProperty().get()).isSameAs(answer);
        assertThat(text()).isEmpty();
    }

    @Test
    void whoLooksThroughTheHitsIsToldAndAsked() {
        glances.set(true);
        session.same.plain = true;
        plain.set(answer(true, new Box(1, 1, 5, 5)));
        touched.set(true);
        work();

        assertThat(shown()).containsExactly(1L, 2L, 3L);
        assertThat(text()).isEqualTo("The very same thing in 1 of the best 3 photos: S puts them first");
        plain.set(answer(true, new Box(1, 1, 5, 5)));
        assertThat(text()).as("asked again, as when photos were added").contains("S puts them first");
        work();
        assertThat(shown()).containsExactly(1L, 2L, 3L);
        same.wantedProperty().set(true);
        work();
        assertThat(shown()).containsExactly(3L, 1L, 2L);
        assertThat(session.same.looks).endsWith(GeometricVerifier.THOROUGH);
    }

    @Test
    void askedAgainAGlancesOrderStaysAlthoughItIsLookedThrough() {
        glances.set(true);
        session.same.plain = true;
        plain.set(answer(true, new Box(1, 1, 5, 5)));
        work();
        touched.set(true);
        plain.set(answer(true, new Box(1, 1, 5, 5)));
        assertThat(shown()).containsExactly(3L, 1L, 2L);
        work();

        assertThat(shown()).containsExactly(3L, 1L, 2L);
        assertThat(text()).endsWith("they come first");
    }

    @Test
    void noGlanceIsTakenOfMarksThatStillChangeNorWithoutOne() {
        glances.set(true);
        plain.set(answer(false, new Box(1, 1, 5, 5)));
        plain.set(answer(true));

        assertThat(waiting).isEmpty();
        assertThat(text()).isEmpty();
    }

    @Test
    void aGlanceThatFailsLeavesTheAnswer() {
        glances.set(true);
        plain.set(answer(true, new Box(1, 1, 5, 5)));
        session.failure = new IllegalArgumentException("no");
        work();

        assertThat(shown()).containsExactly(1L, 2L, 3L);
        assertThat(text()).isEmpty();
    }

    @Test
    void whatGoesWrongIsSaidAndThePlainAnswerStays() {
        same.wantedProperty().set(true);
        plain.set(answer(true, new Box(1, 1, 5, 5)));
        session.failure = new IllegalArgumentException("no");
        work();

        assertThat(shown()).containsExactly(1L, 2L, 3L);
        assertThat(same.progressProperty().get()).isNull();
        assertThat(text()).isNotEmpty().doesNotContain("Looking");
    }
}
