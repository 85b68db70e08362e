package io.manako.app.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.FixedGallery;
import io.manako.app.gallery.FixedGallery.FixedSession;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.app.task.Ticket;
import io.manako.engine.filter.Filter;
import io.manako.engine.geometry.Agreement;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.prompt.Point;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.vit.ScoreBands;
import io.manako.engine.vit.ScoreBands.Band;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.beans.value.ObservableValue;
import org.junit.jupiter.api.Test;

class ResultsViewModelTest {
    private final Deque<Runnable> worker = new ArrayDeque<>();
    private final Messages messages = new Messages(Language.ENGLISH);
    private final ResultsViewModel results = new ResultsViewModel(Background.on(Runnable::run, worker::add), messages);
    private final FixedGallery gallery = new FixedGallery();
    private final Hit lamp =
            new Hit(1, new PhotoId(7), Path.of("/photos/lamp.jpg"), 0.5f, new Box(1, 2, 3, 4), 0, 80, 60);
    private final List<Explained> drawn = new ArrayList<>();

    private Answer answer(Hit... hits) throws Exception {
        return answer((FixedSession) gallery.open(Path.of("/photos/query.jpg")), hits);
    }

    private Answer answer(FixedSession session, Hit... hits) {
        gallery.hits = List.of(hits);
        SearchRequest request = new SearchRequest(List.of(new Point(1, 2)), Map.of(), 10, null);
        return new Answer(session, request, session.search(request));
    }

    @Test
    void theStateSaysWhatTheEmptyPaneHasToSay() throws Exception {
        assertThat(results.stateProperty().get()).isEqualTo(ResultsViewModel.State.NO_QUERY);
        results.show(answer());
        assertThat(results.stateProperty().get()).isEqualTo(ResultsViewModel.State.NO_PHOTOS);
        results.show(answer(lamp));
        assertThat(results.stateProperty().get()).isEqualTo(ResultsViewModel.State.HITS);
        assertThat(results.hits()).containsExactly(lamp);
        assertThat(results.summaryProperty().getValue()).isEqualTo("1 of 1 photos · 2\u00a0ms");
    }

    @Test
    void aHundredThousandHitsAreShownAndSorted() throws Exception {
        Hit[] hits = IntStream.range(0, 100_000)
                .mapToObj(i -> new Hit(
                        i + 1,
                        new PhotoId(i),
                        Path.of("/photos/%06d.jpg".formatted(99_999 - i)),
                        0.5f,
                        lamp.box(),
                        0,
                        80,
                        60))
                .toArray(Hit[]::new);
        results.show(answer(hits));
        assertThat(results.summaryProperty().getValue()).startsWith("100,000 of 100,000 photos");
        results.orderProperty().set(HitOrder.NAME);
        assertThat(results.hits()).hasSize(100_000).first().isEqualTo(hits[99_999]);
        results.show(null);
        assertThat(results.hits()).isEmpty();
    }

    @Test
    void whatTheThingMayBeCalledIsSaidWhereThatHadASay() throws Exception {
        Answer answer = answer(lamp);
        results.show(answer);
        ObservableValue<String> called = results.calledProperty();
        assertThat(called.getValue()).isEmpty();
        results.show(
                new Answer(answer.session(), answer.request(), answer.result().called(List.of("lamp", "vase"))));
        assertThat(called.getValue()).isEqualTo("Your tags have a say: the marked thing may be lamp, vase");
    }

    @Test
    void wordsThatNoPhotoHasAreSaidWherePhotosAreFoundAllTheSame() throws Exception {
        Answer answer = answer(lamp);
        results.show(answer);
        assertThat(results.missingProperty().getValue()).isEmpty();
        results.show(
                new Answer(answer.session(), answer.request(), answer.result().missing(List.of("zebra"))));
        assertThat(results.missingProperty().getValue()).isEqualTo("None of the photos searched has the word “zebra”.");
        messages.use(Language.JAPANESE);
        assertThat(results.missingProperty().getValue()).isEqualTo("検索した写真に「zebra」という言葉を含むものはありません。");
        results.show(
                new Answer(answer.session(), answer.request(), answer().result().missing(List.of("zebra"))));
        assertThat(results.missingProperty().getValue())
                .as("the empty pane says so itself")
                .isEmpty();
    }

    @Test
    void whereTheFilterLetsNothingThroughThePaneSaysSo() throws Exception {
        FixedSession session = (FixedSession) gallery.open(Path.of("/photos/query.jpg"));
        SearchRequest request =
                new SearchRequest(List.of(), Map.of(), 10, null, new Filter.Tagged("lamp", false), List.of(), true);
        results.show(new Answer(session, request, session.search(request)));
        assertThat(results.stateProperty().get()).isEqualTo(ResultsViewModel.State.NONE_PASSES);
    }

    @Test
    void hitsAreShownInTheOrderThatIsChosen() throws Exception {
        Hit zoo = hit(2, "Zoo.jpg");
        Hit apple = hit(3, "apple.jpg");
        Hit undated = hit(4, "Äpfel.jpg");
        results.useDates(Map.of(
                lamp.id(), LocalDateTime.of(2020, 5, 1, 10, 0),
                zoo.id(), LocalDateTime.of(2024, 1, 1, 8, 30),
                apple.id(), LocalDateTime.of(2020, 5, 1, 10, 0)));
        results.show(answer(lamp, zoo, apple, undated));
        assertThat(results.hits()).containsExactly(lamp, zoo, apple, undated);

        results.orderProperty().set(HitOrder.NAME);
        assertThat(results.hits()).containsExactly(undated, apple, lamp, zoo);
        results.orderProperty().set(HitOrder.DATE);
        assertThat(results.hits()).containsExactly(zoo, lamp, apple, undated);
        results.useDates(Map.of(undated.id(), LocalDateTime.of(2025, 1, 1, 0, 0)));
        assertThat(results.hits()).containsExactly(undated, lamp, zoo, apple);
        results.show(answer(apple, lamp, undated));
        assertThat(results.hits()).as("the next answer, too").containsExactly(undated, apple, lamp);

        results.orderProperty().set(HitOrder.SCORE);
        assertThat(results.hits()).containsExactly(apple, lamp, undated);
    }

    @Test
    void weakerMatchesBeginAfterTheStrongOnesWhereTheOrderIsByScore() throws Exception {
        Hit strong = scored(1, "b.jpg", 0.9f);
        Hit fair = scored(2, "a.jpg", 0.6f);
        Hit weak = scored(3, "c.jpg", 0.2f);
        Answer answer = answer(strong, fair, weak);
        Answer meant =
                new Answer(answer.session(), answer.request(), answer.result().meaning(new ScoreBands(0.8f, 0.5f)));

        results.show(meant);
        assertThat(results.hits()).map(results::isFirstWeaker).containsExactly(false, true, false);
        assertThat(results.band(strong)).contains(Band.STRONG);
        assertThat(results.band(weak)).contains(Band.WEAK);
        assertThat(results.summaryProperty().getValue()).isEqualTo("3 of 3 photos · 1 strong · 2\u00a0ms");

        results.orderProperty().set(HitOrder.NAME);
        assertThat(results.hits()).noneMatch(results::isFirstWeaker);
        results.orderProperty().set(HitOrder.SCORE);

        results.show(answer);
        assertThat(results.hits()).as("scores of unknown meaning").noneMatch(results::isFirstWeaker);
        assertThat(results.band(strong)).isEmpty();
    }

    private static Hit hit(int number, String name) {
        return scored(number, name, 0.5f);
    }

    private static Hit scored(int number, String name, float score) {
        return new Hit(number, new PhotoId(number), Path.of("/photos", name), score, new Box(1, 2, 3, 4), 0, 80, 60);
    }

    @Test
    void anExplanationIsMadeOnceAndKept() throws Exception {
        Answer answer = answer(lamp);
        results.show(answer);
        results.explain(lamp, drawn::add);
        worker.remove().run();
        assertThat(drawn).hasSize(1);
        assertThat(results.peek(lamp)).isSameAs(drawn.getFirst());
    }

    @Test
    void anExplainedHitHasTheFinerPlaceUntilThereIsAnotherQuestion() throws Exception {
        results.show(answer(lamp));
        assertThat(results.place(lamp)).isEqualTo(lamp.box());
        results.explain(lamp, drawn::add);
        worker.remove().run();
        assertThat(results.place(lamp)).isEqualTo(new Box(5, 6, 7, 8));
        results.show(answer(lamp));
        assertThat(results.place(lamp)).isEqualTo(lamp.box());
    }

    @Test
    void theVerySameThingIsWhereGeometryFoundIt() throws Exception {
        Answer answer = answer(lamp);
        results.show(answer);
        results.explain(lamp, drawn::add);
        worker.remove().run();
        Hit same = lamp.showing(new Agreement(9, 1, 0, 0, 0), new Box(1, 2, 3, 4));
        results.show(answer((FixedSession) answer.session(), same));
        assertThat(results.peek(same)).isNotNull();
        assertThat(results.place(same)).isEqualTo(new Box(1, 2, 3, 4));
    }

    @Test
    void aHitScrolledAwayIsNotExplained() throws Exception {
        Answer answer = answer(lamp);
        results.show(answer);
        Ticket ticket = results.explain(lamp, drawn::add);
        ticket.cancel();
        worker.remove().run();
        assertThat(((FixedSession) answer.session()).explained).isEmpty();
        assertThat(drawn).isEmpty();
    }

    @Test
    void anExplanationStaysGoodWhenTheSameMarksAreAskedForAgain() throws Exception {
        Answer answer = answer(lamp);
        results.show(answer);
        results.explain(lamp, drawn::add);
        results.show(answer((FixedSession) answer.session(), lamp, lamp));
        worker.remove().run();
        assertThat(drawn).hasSize(1);
        results.show(answer((FixedSession) answer.session(), lamp));
        assertThat(results.peek(lamp)).isSameAs(drawn.getFirst());
    }

    @Test
    void anExplanationOfAnOlderAnswerIsNotDrawn() throws Exception {
        results.show(answer(lamp));
        results.explain(lamp, drawn::add);
        results.show(answer(lamp));
        worker.remove().run();
        assertThat(drawn).isEmpty();
        assertThat(results.peek(lamp)).isNull();
    }

    @Test
    void resultsOfWordsAloneHaveNoPhotoAndNoExplanation() {
        SearchRequest request =
                new SearchRequest(List.of(), Map.of(), 10, null, Filter.EVERYTHING, List.of(), true, "lamp");
        SearchResult none = new SearchResult(
                new PatchGrid(1, 1), new float[1], List.of(), List.of(), 7, new SearchResult.Timing(0, 1, 1));
        results.show(new Answer(null, request, none));
        assertThat(results.stateProperty().get()).isEqualTo(ResultsViewModel.State.NO_WORDS);
        assertThat(results.hasPhotoProperty().get()).isFalse();

        results.explain(lamp, drawn::add);
        assertThat(worker).isEmpty();
    }
}
