package io.manako.app.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.FixedGallery;
import io.manako.app.results.CompareViewModel.Look;
import io.manako.app.results.CompareViewModel.Voice;
import io.manako.app.results.CompareViewModel.Vote;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.phs.HeadScore;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Explanation.HeadShare;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.vit.AttentionMaps;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompareViewModelTest {
    private static final PatchGrid GRID = new PatchGrid(1, 2);

    private final ResultsViewModel results =
            new ResultsViewModel(Background.on(Runnable::run, Runnable::run), new Messages(Language.ENGLISH));
    private final CompareViewModel compare = new CompareViewModel(results);
    private final Hit lamp = hit(1, "lamp.jpg");
    private final Hit mug = hit(2, "mug.jpg");

    private static Hit hit(int rank, String name) {
        return new Hit(rank, new PhotoId(rank), Path.of("/photos", name), 0.5f, new Box(1, 2, 3, 4), 0, 80, 60);
    }

    private Answer answer(List<HeadScore> heads) throws Exception {
        SearchRequest request = new SearchRequest(List.of(), Map.of(), 10, null);
        return new Answer(
                new FixedGallery().open(Path.of("/photos/query.jpg")),
                request,
                new SearchResult(GRID, new float[2], heads, List.of(lamp, mug), 2, new SearchResult.Timing(1, 1, 2)));
    }

    @Test
    void opensOnTheSelectedHitAndClosesWithoutOne() throws Exception {
        compare.toggle();
        assertThat(compare.openProperty().get())
                .as("there is nothing to compare")
                .isFalse();

        results.show(answer(List.of()));
        results.selectedProperty().set(mug);
        compare.toggle();
        assertThat(compare.openProperty().get()).isTrue();
        assertThat(compare.place(mug)).isEqualTo(2);
        compare.lookProperty().set(new Look(3, 0.2, 0.7));
        results.selectedProperty().set(lamp);
        assertThat(compare.lookProperty().get())
                .as("the next hit is seen through the same look")
                .isEqualTo(new Look(3, 0.2, 0.7));
        results.selectedProperty().set(null);
        assertThat(compare.openProperty().get()).isFalse();

        results.selectedProperty().set(lamp);
        compare.toggle();
        assertThat(compare.lookProperty().get()).isEqualTo(Look.WHOLE);
        compare.toggle();
        assertThat(compare.openProperty().get()).isFalse();
    }

    @Test
    void headsAgreeThatWereSelectedAndBroughtTheMatch() throws Exception {
        Answer answer = answer(List.of(
                new HeadScore(5, 0, 0.4f, true, 1.2f),
                new HeadScore(5, 1, 0.1f, false, 0.8f),
                new HeadScore(4, 2, 0.9f, true, 1.4f),
                new HeadScore(5, 2, 0.9f, true, 1.4f)));
        Explanation explanation = new Explanation(
                GRID,
                new float[2],
                new float[2],
                new Box(0, 0, 1, 1),
                List.of(
                        new HeadShare(5, 0, 0.2f),
                        new HeadShare(5, 1, 0.5f),
                        new HeadShare(5, 2, -0.3f),
                        new HeadShare(5, 3, 0)));

        assertThat(CompareViewModel.votes(answer, explanation))
                .containsExactly(
                        new Vote(5, 1, 0.5f, Voice.UNASKED),
                        new Vote(5, 2, -0.3f, Voice.AGAINST),
                        new Vote(5, 0, 0.2f, Voice.AGREED));
    }

    @Test
    void theQuerysHeatIsOfItsSelectedHeadsAlone() {
        AttentionMaps maps = new AttentionMaps(GRID, 4, new float[][][] {{{9, 9}, {0.25f, 0.5f}}});
        List<HeadScore> heads = List.of(
                new HeadScore(4, 0, 0.1f, false, 0.5f),
                new HeadScore(4, 1, 0.4f, true, 2f),
                new HeadScore(3, 0, 0.4f, true, 2f)); // of a block without a map

        assertThat(CompareViewModel.attention(maps, heads)).containsExactly(0.5f, 1f);
    }
}
