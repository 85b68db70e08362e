package io.manako.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.evaluation.BandReport.Hits;
import io.manako.engine.evaluation.BandReport.Row;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.ScoreBands.Band;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BandBenchmarkTest {
    @TempDir
    Path directory;

    @Test
    void strongIsWhatHardlyHappensWhereNothingIsToBeFound() throws IOException {
        ColourSet.write(directory);
        BandReport report = new BandBenchmark(new ToyEncoder(), ColourSet::picture, SearchSettings.DEFAULT)
                .run(
                        FocusDataset.read(directory),
                        List.of(PromptKind.BOX),
                        ProgressListener.NONE,
                        new CancellationToken());

        assertThat(report.rows())
                .as("a model without cuts of its own")
                .extracting(Row::counted)
                .containsExactly(20, 10, 10);
        Row here = report.rows().getFirst();
        assertThat(here.noneWhereAbsent()).isCloseTo(80, within(5.0));
        assertThat(here.bands().fair()).isLessThan(here.bands().strong());
        assertThat(here.hits().values().stream().mapToInt(Hits::count).sum())
                .isEqualTo(report.queries() * report.lookedAt());
        assertThat(here.hits().get(Band.STRONG).precision())
                .isGreaterThan(here.hits().get(Band.WEAK).precision());
        assertThat(here.someWherePresent()).isPositive();
    }
}
