package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.manako.engine.evaluation.BandReport;
import io.manako.engine.evaluation.BenchmarkReport;
import io.manako.engine.evaluation.Difference;
import io.manako.engine.evaluation.ObjectSize;
import io.manako.engine.evaluation.PairedBootstrap;
import io.manako.engine.evaluation.PromptKind;
import io.manako.engine.evaluation.QueryOutcome;
import io.manako.engine.vit.ScoreBands;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvalOutputTest {
    /** Two classes, means 0.5 and 0.25; no large box. */
    private static final BenchmarkReport REPORT = new BenchmarkReport(
            300,
            3,
            2,
            List.of(new BenchmarkReport.Row(
                    "crop+windows",
                    PromptKind.BOX,
                    List.of(
                            new QueryOutcome("cat", 0.01, 0.4, 0.2, 2, 1, 0, 10),
                            new QueryOutcome("cat", 0.10, 0.6, 0.4, 4, 2, 1, 20),
                            new QueryOutcome("cup", 0.10, 0.25, 0.1, 2, 1, 0, 30)))),
            List.of(new Difference(
                    "default",
                    "crop",
                    PromptKind.BOX,
                    new PairedBootstrap(1.25, 0.5, 2),
                    Map.of(ObjectSize.SMALL, new PairedBootstrap(-3, -6, 1)))));

    @Test
    void jsonHasTheShapeThatWasPromised() {
        JsonNode json = EvalOutput.json(REPORT);

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("format", "photos", "queries", "classes", "asked", "rows", "differences");
        assertThat(json.get("asked").toString())
                .isEqualTo("{\"categories\":[\"cat\",\"cat\",\"cup\"],\"areas\":[0.01,0.1,0.1]}");
        JsonNode row = json.get("rows").get(0);
        assertThat(row.fieldNames())
                .toIterable()
                .containsExactly(
                        "method",
                        "prompt",
                        "mAP",
                        "P10",
                        "small",
                        "medium",
                        "large",
                        "place",
                        "place50",
                        "millis",
                        "averagePrecision");
        assertThat(row.get("averagePrecision").toString()).isEqualTo("[0.4,0.6,0.25]");
        assertThat(row.get("method").asText()).isEqualTo("crop+windows");
        assertThat(row.get("prompt").asText()).isEqualTo("box");
        assertThat(row.get("mAP").asDouble()).isEqualTo(37.5);
        assertThat(row.get("P10").asDouble()).isEqualTo(20);
        assertThat(row.get("place").asDouble()).isEqualTo(50);
        assertThat(row.get("place50").asDouble()).isEqualTo(12.5);
        assertThat(row.get("large").isNull()).isTrue();
        assertThat(row.get("millis").asDouble()).isEqualTo(20);
        JsonNode difference = json.get("differences").get(0);
        assertThat(difference.fieldNames())
                .toIterable()
                .containsExactly("of", "over", "prompt", "difference", "low", "high", "small");
        assertThat(difference.get("difference").asDouble()).isEqualTo(1.25);
        assertThat(difference.get("small").get("low").asDouble()).isEqualTo(-6);
    }

    @Test
    void theTableLinesUp() {
        List<String> lines = EvalOutput.table(REPORT).lines().toList();

        assertThat(lines.getFirst()).isEqualTo("300 photos, 3 queries of 2 classes");
        assertThat(lines.get(3)).startsWith("crop+windows  box     37.5  20.0").hasSameSizeAs(lines.get(2));
        assertThat(lines.get(6)).startsWith("default  crop  box     +1.3 [+0.5, +2.0]*  -3.0 [-6.0, +1.0]        –");
    }

    @Test
    void whatARowGainsOverAnEarlierRunStandsBelowTheTable() {
        List<Difference> gains = List.of(new Difference(
                "crop+windows",
                "crop+windows",
                PromptKind.BOX,
                new PairedBootstrap(2.5, 1, 4),
                Map.of(ObjectSize.SMALL, new PairedBootstrap(-3, -6, 1))));

        JsonNode gain = EvalOutput.json(REPORT, gains).get("against").get(0);
        assertThat(gain.fieldNames())
                .toIterable()
                .containsExactly("method", "prompt", "difference", "low", "high", "small");
        assertThat(gain.get("method").asText()).isEqualTo("crop+windows");
        assertThat(gain.get("high").asDouble()).isEqualTo(4);
        assertThat(EvalOutput.table(REPORT, gains).lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("crop+windows  35.0    box     +2.5 [+1.0, +4.0]*  -3.0 [-6.0, +1.0]"));
    }

    @Test
    void bandsSayWhereTheyAreCutAndHowMuchIsRight() {
        BandReport report = new BandReport(
                300,
                4,
                20,
                List.of(new BandReport.Row(
                        "chosen here",
                        PromptKind.BOX,
                        4,
                        new ScoreBands(0.9f, 0.75f),
                        80,
                        50,
                        Map.of(
                                ScoreBands.Band.STRONG, new BandReport.Hits(4, 3),
                                ScoreBands.Band.FAIR, new BandReport.Hits(2, 1),
                                ScoreBands.Band.WEAK, new BandReport.Hits(0, 0)))));

        JsonNode row = BandOutput.json(report).get("rows").get(0);
        assertThat(row.get("strongFrom").asDouble()).isEqualTo(0.9);
        assertThat(row.get("fairFrom").asDouble()).isEqualTo(0.75);
        assertThat(row.get("strong").get("hits").asInt()).isEqualTo(4);
        assertThat(row.get("strong").get("precision").asDouble()).isEqualTo(75);
        assertThat(row.get("weak").get("precision").isNull()).isTrue();
        assertThat(BandOutput.table(report)).contains("0.900", "0.750", "chosen here");
    }
}
