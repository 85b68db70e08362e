package io.manako.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.evaluation.FeedbackReport.Gain;
import io.manako.engine.evaluation.FeedbackReport.Row;
import io.manako.engine.feedback.QueryUpdate;
import io.manako.engine.feedback.Rocchio;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thing is of a colour between red and green: who sees it red cannot know, and must be told. */
class FeedbackBenchmarkTest {
    @TempDir
    Path directory;

    @Test
    void whoIsToldFindsWhatTheQueryDoesNotShow() throws IOException {
        ColourSet.write(directory);
        Map<String, QueryUpdate> updates = new LinkedHashMap<>();
        updates.put("learns", QueryUpdate.STANDARD);
        updates.put("does not", new Rocchio(0, 0, 0, 1));
        FeedbackReport report = new FeedbackBenchmark(new ToyEncoder(), ColourSet::picture, SearchSettings.DEFAULT)
                .run(
                        FocusDataset.read(directory),
                        updates,
                        List.of(PromptKind.BOX),
                        ProgressListener.NONE,
                        new CancellationToken());
        assertThat(report.rows()).hasSize(6);
        Row learns = report.rows().getFirst();
        Row not = report.rows().get(3);
        for (Function<Row, Gain> measure : List.<Function<Row, Gain>>of(Row::unjudged, Row::heldOut)) {
            Gain learned = measure.apply(learns);
            Gain none = measure.apply(not);
            assertThat(none.difference().difference()).isCloseTo(0, within(1e-9));
            assertThat(none.worse()).isZero();
            assertThat(learned.before()).isEqualTo(none.before());
            assertThat(learned.difference().difference())
                    .isCloseTo(learned.after() - learned.before(), within(1e-9))
                    .isGreaterThan(1);
        }
        // What counts is the same photos after each round.
        assertThat(report.rows().subList(0, 3))
                .extracting(row -> row.heldOut().before())
                .containsOnly(learns.heldOut().before());
        assertThat(report.rows()).extracting(Row::rounds).containsExactly(1, 2, 3, 1, 2, 3);
    }
}
