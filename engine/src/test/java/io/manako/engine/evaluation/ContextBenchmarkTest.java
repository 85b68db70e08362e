package io.manako.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.evaluation.ContextReport.Row;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** On photos that look like nothing in particular, so that only what is written tells them apart. */
class ContextBenchmarkTest {
    @Test
    void whatIsWrittenHelpsWhereLooksDoNot() throws IOException {
        ContextReport report = new ContextBenchmark(
                        new ToyEncoder(), WordsBenchmarkTest::picture, SearchSettings.DEFAULT)
                .run(WordsBenchmarkTest.data(), PromptKind.BOX, ProgressListener.NONE, new CancellationToken());

        assertThat(report.queries()).as("each is scored in every division").isEqualTo(report.photos());
        assertThat(report.labels()).isEqualTo(3.0);
        Map<String, Row> rows = report.rows().stream().collect(Collectors.toMap(Row::method, Function.identity()));
        Row looks = rows.get("looks");
        assertThat(looks.overLooks().difference()).isZero();
        assertThat(looks.overRanks()).isNull();
        assertThat(rows.get("a right word by rank").overLooks().difference()).isGreaterThan(15);
        Row inside = rows.get("a right word by rank and in the batch");
        assertThat(inside.overRanks()).isNotNull();
        assertThat(inside.overRanks().difference())
                .isCloseTo(inside.mAP() - rows.get("a right word by rank").mAP(), within(1e-9));
        assertThat(rows.get("words in the batch").mAP()).isNotEqualTo(looks.mAP());
    }
}
