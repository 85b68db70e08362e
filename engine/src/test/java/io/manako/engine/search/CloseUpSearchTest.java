package io.manako.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.filter.Filter;
import io.manako.engine.msba.Intervention;
import io.manako.engine.phs.HeadScoring;
import io.manako.engine.phs.Selection;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.prompt.PromptException;
import io.manako.engine.vit.DescriptorKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloseUpSearchTest extends ToySearch {
    @Test
    void whatIsSeenFromNearCountsAsMuchAsThePhoto() {
        // Only the right quarter is seen from near, on a grid as large as the photo's: there the mark is the second
        // patch.
        CloseUp near = near(new Box(300, 0, 100, 100));
        SearchRequest request = request(1, null, new Box(325, 0, 25, 100), new Box(0, 0, 9, 9, Polarity.NEGATIVE));
        try (Searcher searcher = new Searcher(settings(new Selection.All(), true), 1)) {
            float[] wanted = Query.mean(
                    descriptor(searcher, new Box(325, 0, 25, 100)), descriptor(searcher, new Box(100, 0, 100, 100)));
            float[] other = descriptor(searcher, new Box(0, 0, 9, 9));

            Query both = searcher.understand(query, List.of(near), 400, 100, request);

            assertThat(both.region()).containsExactly(-1, 0, 0, 1);
            assertThat(both.descriptor()).containsExactly(Intervention.without(wanted, other, 0.25f));
        }
    }

    @Test
    void whatIsNotMeantIsSeenFromNearToo() {
        Box mark = new Box(300, 0, 100, 100);
        SearchRequest request = request(1, null, mark, new Box(25, 0, 25, 100, Polarity.NEGATIVE));
        try (Searcher searcher = new Searcher(settings(new Selection.All(), true), 1)) {
            float[] other = Query.mean(
                    descriptor(searcher, new Box(25, 0, 25, 100)), descriptor(searcher, new Box(100, 0, 100, 100)));

            Query both = searcher.understand(
                    query, List.of(near(new Box(0, 0, 100, 100, Polarity.NEGATIVE))), 400, 100, request);

            assertThat(both.descriptor())
                    .containsExactly(Intervention.without(descriptor(searcher, mark), other, 0.25f));
        }
    }

    private static CloseUp near(Box part) {
        return new CloseUp(new ToyPhoto(new PatchGrid(1, 4), 10, new float[][][] {HEADS, HEADS}), part);
    }

    private float[] descriptor(Searcher searcher, Box mark) {
        return searcher.understand(query, List.of(), 400, 100, request(1, null, mark))
                .descriptor();
    }

    @Test
    void whatIsSeenFromNearIsCentredByAMeanOfItsOwn() {
        ToyPhoto whole = new ToyPhoto(new PatchGrid(1, 4), 10, new float[][][] {HEADS, HEADS});
        ToyPhoto part = new ToyPhoto(new PatchGrid(1, 4), 10, new float[][][] {HEADS, HEADS});
        try (Searcher searcher = new Searcher(settings(new Selection.All(), true), 1)) {
            searcher.understand(
                    whole,
                    List.of(new CloseUp(part, new Box(300, 0, 100, 100))),
                    400,
                    100,
                    request(1, null, new Box(325, 0, 25, 100)));
        }

        assertThat(whole.kinds).containsExactly(DescriptorKind.FOCUS);
        assertThat(part.kinds).containsExactly(DescriptorKind.NEAR);
    }

    @Test
    void whereWhatIsNotMeantFillsTheCloseUpThePhotoAnswersAlone() {
        ToyPhoto part = new ToyPhoto(new PatchGrid(1, 1), 10, new float[][][] {{{1}, {1}}, {{1}, {1}}});
        CloseUp near = new CloseUp(part, new Box(300, 0, 100, 100));
        SearchRequest request = request(1, null, new Box(325, 0, 25, 100), new Box(0, 0, 310, 100, Polarity.NEGATIVE));
        try (Searcher searcher = new Searcher(settings(new Selection.All(), true), 1)) {
            assertThat(searcher.understand(query, List.of(near), 400, 100, request)
                            .descriptor())
                    .isEqualTo(searcher.understand(query, List.of(), 400, 100, request)
                            .descriptor());
        }
    }

    @Test
    void thereIsSomethingToComeNearerToWhereAPartIsMarked() {
        SearchSettings zoom =
                new SearchSettings(HeadScoring.MASS, new Selection.All(), true, 20, 0, 0.05, 0, new Zoom(2, 4));
        Box mark = new Box(100, 25, 50, 50);
        try (Searcher searcher = new Searcher(zoom, 1);
                Searcher without = new Searcher(settings(new Selection.All(), true), 1)) {
            assertThat(searcher.closeUps(request(1, null, mark), 400, 100)).containsExactly(new Box(75, 0, 100, 100));
            Point point = new Point(200, 50);
            assertThat(searcher.closeUps(request(1, null, point), 400, 100))
                    .as("a disc of 10 pixels, four times as large")
                    .containsExactly(new Box(180, 30, 40, 40));
            assertThat(searcher.closeUps(request(1, null, mark, point), 400, 100))
                    .as("the box says how far the thing reaches: twice what both cover")
                    .containsExactly(new Box(47.5, 0, 210, 100));
            Box not = new Box(300, 25, 50, 50, Polarity.NEGATIVE);
            assertThat(searcher.closeUps(request(1, null, not, mark), 400, 100))
                    .as("what is meant first")
                    .containsExactly(new Box(75, 0, 100, 100), new Box(275, 0, 100, 100, Polarity.NEGATIVE));
            Point nor = new Point(200, 50, Polarity.NEGATIVE);
            assertThat(searcher.closeUps(request(1, null, mark, nor), 400, 100))
                    .containsExactly(new Box(75, 0, 100, 100), new Box(180, 30, 40, 40, Polarity.NEGATIVE));
            assertThat(searcher.closeUps(request(1, null, not), 400, 100)).isEmpty();
            assertThat(searcher.closeUps(request(1, null), 400, 100)).isEmpty();
            assertThat(searcher.closeUps(request(1, null, new Box(0, 0, 400, 100)), 400, 100))
                    .isEmpty();
            SearchRequest quick =
                    new SearchRequest(List.of(mark), Map.of(), 1, null, Filter.EVERYTHING, List.of(), false);
            assertThat(searcher.closeUps(quick, 400, 100)).isEmpty();
            assertThat(without.closeUps(request(1, null, mark), 400, 100)).isEmpty();
            assertThatThrownBy(() -> searcher.closeUps(request(1, null, new Box(500, 0, 9, 9)), 400, 100))
                    .isInstanceOf(PromptException.class);
        }
    }
}
