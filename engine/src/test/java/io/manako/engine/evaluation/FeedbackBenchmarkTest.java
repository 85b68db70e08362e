package io.manako.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
        assertThat(not.gain().difference()).isCloseTo(0, within(1e-9));
        assertThat(not.worse()).isZero();
        assertThat(learns.before()).isEqualTo(not.before());
        assertThat(learns.gain().difference())
                .isCloseTo(learns.after() - learns.before(), within(1e-9))
                .isGreaterThan(1);
        assertThat(report.rows()).extracting(Row::rounds).containsExactly(1, 2, 3, 1, 2, 3);
    }
}
