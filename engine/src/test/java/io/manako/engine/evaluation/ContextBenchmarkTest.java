package io.manako.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.evaluation.ContextReport.Row;
import io.manako.engine.evaluation.FocusDataset.FocusQuery;
import io.manako.engine.evaluation.FocusDataset.Instance;
import io.manako.engine.evaluation.FocusDataset.Photo;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ContextBenchmarkTest {
    private static final List<String> KINDS = List.of("lamp", "chair", "cup", "bowl", "book", "clock");

    /** On photos that look like nothing in particular, so that only what is written tells them apart. */
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

    @Test
    void aTagSaysWhatThingsOfAKindHaveInCommonAndWhatIsNotMeant() throws IOException {
        ContextReport report = new ContextBenchmark(
                        new ToyEncoder(), ContextBenchmarkTest::picture, SearchSettings.DEFAULT)
                .run(pairs(), PromptKind.BOX, ProgressListener.NONE, new CancellationToken());

        Map<String, Row> rows = report.rows().stream().collect(Collectors.toMap(Row::method, Function.identity()));
        assertThat(rows.get("a tag that is wanted").overLooks().difference()).isPositive();
        assertThat(rows.get("a tag that is not wanted").overLooks().difference())
                .isNotZero()
                .isLessThan(rows.get("a tag that is wanted").overLooks().difference());
    }

    /** In each photo a thing on the left, which is looked for, and one of another kind on the right. */
    private static FocusDataset pairs() {
        List<Photo> photos = new ArrayList<>();
        List<Instance> things = new ArrayList<>();
        List<FocusQuery> queries = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            photos.add(new Photo(Path.of(i + ".jpg"), 80, 40, i));
            for (int side = 0; side < 2; side++) {
                int x = 40 * side;
                things.add(new Instance(
                        i,
                        KINDS.get(kind(i, side)),
                        new Box(x, 0, 40, 40),
                        new Segmentation.Polygons(List.of(new double[] {x, 0, x + 40, 0, x + 40, 40, x, 40}))));
            }
            queries.add(new FocusQuery(things.get(2 * i)));
        }
        return new FocusDataset(photos, things, queries);
    }

    private static int kind(int photo, int side) {
        return (photo + side * (1 + photo / 6 % 5)) % 6;
    }

    /** Kinds have colours, each thing another shade: a single one says little of its kind. */
    private static Raster picture(Path file) {
        int number = Integer.parseInt(file.getFileName().toString().replace(".jpg", ""));
        Random random = new Random(number);
        byte[] rgb = new byte[80 * 40 * 3];
        for (int side = 0; side < 2; side++) {
            for (int channel = 0; channel < 3; channel++) {
                int value = ((kind(number, side) + 1 >> channel) % 2 == 1 ? 150 : 90) + random.nextInt(-60, 61);
                for (int y = 0; y < 40; y++) {
                    for (int x = 40 * side; x < 40 * side + 40; x++) {
                        rgb[(y * 80 + x) * 3 + channel] = (byte) value;
                    }
                }
            }
        }
        return new Raster(80, 40, rgb);
    }
}
