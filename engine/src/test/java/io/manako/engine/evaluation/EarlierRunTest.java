package io.manako.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.evaluation.EarlierRun.Asked;
import io.manako.engine.evaluation.EarlierRun.Scores;
import io.manako.engine.evaluation.FocusDataset.FocusQuery;
import io.manako.engine.evaluation.FocusDataset.Instance;
import io.manako.engine.evaluation.FocusDataset.Photo;
import io.manako.engine.prompt.Box;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlierRunTest {
    private static final List<Asked> ASKED = List.of(new Asked("cat", 0.02), new Asked("cup", 0.1));

    @Test
    void rowsThatBothHaveAreCompared() {
        BenchmarkReport now = new BenchmarkReport(
                3,
                2,
                2,
                List.of(
                        row("windows", PromptKind.BOX, 0.5, 0.25),
                        row("default", PromptKind.BOX, 0.75, 0.5),
                        row("default", PromptKind.POINT, 1, 1)),
                List.of());
        EarlierRun before = new EarlierRun(
                2,
                ASKED,
                List.of(
                        new Scores("default", PromptKind.BOX, List.of(0.5, 0.5)),
                        new Scores("default", PromptKind.MASK, List.of(0.1, 0.1)),
                        new Scores("windows", PromptKind.BOX, List.of(0.5, 0.5))));

        List<Difference> gains = before.gains(now);

        assertThat(gains).extracting(Difference::of).containsExactly("windows", "default");
        assertThat(gains).extracting(Difference::prompt).containsOnly(PromptKind.BOX);
        assertThat(gains.getFirst().mAP().difference()).isCloseTo(-12.5, within(1e-9));
        assertThat(gains.getLast().mAP().difference()).isCloseTo(12.5, within(1e-9));
        assertThat(gains.getLast().bySize().get(ObjectSize.SMALL)).isEqualTo(new PairedBootstrap(25, 25, 25));
        assertThat(gains.getLast().bySize()).containsOnlyKeys(ObjectSize.SMALL, ObjectSize.MEDIUM);
    }

    @Test
    void aRowOfOtherQueriesIsNotPaired() {
        BenchmarkReport now =
                new BenchmarkReport(3, 2, 2, List.of(row("default", PromptKind.BOX, 0.75, 0.5)), List.of());
        EarlierRun before = new EarlierRun(2, ASKED, List.of(new Scores("default", PromptKind.BOX, List.of(0.5))));

        assertThatThrownBy(() -> before.gains(now)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherSetIsKnownByItsFirstOtherQuery() {
        FocusDataset data = data();

        assertThat(new EarlierRun(2, ASKED, List.of()).firstOther(data)).isEmpty();
        assertThat(new EarlierRun(2, ASKED.subList(0, 1), List.of()).firstOther(data))
                .hasValue(1);
        assertThat(new EarlierRun(2, List.of(ASKED.getFirst(), new Asked("dog", 0.1)), List.of()).firstOther(data))
                .hasValue(1);
        assertThat(new EarlierRun(2, List.of(new Asked("cat", 0.021), ASKED.getLast()), List.of()).firstOther(data))
                .hasValue(0);
        assertThat(new EarlierRun(2, List.of(ASKED.getFirst(), ASKED.getLast(), ASKED.getLast()), List.of())
                        .firstOther(data))
                .hasValue(2);
    }

    /** Photos of 100 x 50; a cat on 2 % of the first, a cup on 10 % of the second. */
    private static FocusDataset data() {
        Segmentation none = new Segmentation.Polygons(List.of());
        Instance cat = new Instance(0, "cat", new Box(0, 0, 10, 10), none);
        Instance cup = new Instance(1, "cup", new Box(0, 0, 50, 10), none);
        return new FocusDataset(
                List.of(new Photo(Path.of("a.jpg"), 100, 50, 0), new Photo(Path.of("b.jpg"), 100, 50, 1)),
                List.of(cat, cup),
                List.of(new FocusQuery(cat), new FocusQuery(cup)));
    }

    private static BenchmarkReport.Row row(String method, PromptKind prompt, double cat, double cup) {
        return new BenchmarkReport.Row(
                method,
                prompt,
                List.of(
                        new QueryOutcome("cat", 0.02, cat, 0, 0, 0, 0, 1),
                        new QueryOutcome("cup", 0.1, cup, 0, 0, 0, 0, 1)));
    }
}
