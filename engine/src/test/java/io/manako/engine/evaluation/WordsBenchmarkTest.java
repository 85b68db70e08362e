package io.manako.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.evaluation.FocusDataset.FocusQuery;
import io.manako.engine.evaluation.FocusDataset.Instance;
import io.manako.engine.evaluation.FocusDataset.Photo;
import io.manako.engine.evaluation.WordsReport.Row;
import io.manako.engine.lexical.PhotoText;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Lamps, chairs and cups that all look alike: only words tell them apart. */
class WordsBenchmarkTest {
    private static final int PHOTOS = 90;
    private static final List<String> THINGS = List.of("lamp", "dining chair", "cup");

    @Test
    void aRightWordHelpsAndAWrongOneHarmsLessByDefault() throws IOException {
        WordsReport report = new WordsBenchmark(new ToyEncoder(), WordsBenchmarkTest::picture, SearchSettings.DEFAULT)
                .run(data(), List.of(PromptKind.BOX), ProgressListener.NONE, new CancellationToken());

        Map<String, Row> rows = report.rows().stream().collect(Collectors.toMap(Row::method, Function.identity()));
        Row alone = rows.get("mark alone");
        Row right = rows.get("default");
        Row wrong = rows.get("default, a wrong word");
        assertThat(alone.gain().difference()).isZero();
        assertThat(right.gain().difference())
                .isCloseTo(right.meanAveragePrecision() - alone.meanAveragePrecision(), within(1e-9))
                .isGreaterThan(15);
        assertThat(right.precisionAt10()).isGreaterThan(alone.precisionAt10());
        assertThat(wrong.gain().difference()).isNegative();
        assertThat(wrong.meanAveragePrecision())
                .isGreaterThanOrEqualTo(rows.get("equal say, a wrong word").meanAveragePrecision());
        assertThat(wrong.worse()).isGreaterThan(right.worse());
        // The best hits are of all kinds: what is suggested is a guess, and the right word is not always among it.
        Row suggested = rows.get("default, the first suggested word");
        Row offered = rows.get("default, the right word if suggested");
        assertThat(suggested.meanAveragePrecision()).isLessThan(right.meanAveragePrecision());
        assertThat(offered.worse()).isLessThanOrEqualTo(suggested.worse());
        assertThat(offered.gain().difference()).isBetween(0.0, right.gain().difference());
    }

    @Test
    void captionsLackFourTenthsAndAreWrongToAFifth() {
        List<PhotoText> captions = NoisyCaptions.of(data());

        int said = 0;
        int wrong = 0;
        for (int i = 0; i < PHOTOS; i++) {
            String caption = captions.get(i).captions().getFirst();
            for (String thing : THINGS) {
                if (caption.contains(thing)) {
                    said += thing.equals(thing(i)) ? 1 : 0;
                    wrong += thing.equals(thing(i)) ? 0 : 1;
                }
            }
        }
        assertThat(said).isBetween(PHOTOS * 45 / 100, PHOTOS * 75 / 100);
        assertThat(wrong)
                .as("a third of those drawn are right after all")
                .isBetween(PHOTOS * 4 / 100, PHOTOS * 22 / 100);
        assertThat(NoisyCaptions.of(data())).isEqualTo(captions);
    }

    private static String thing(int photo) {
        return THINGS.get(photo % THINGS.size());
    }

    static FocusDataset data() {
        List<Photo> photos = new ArrayList<>();
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; i < PHOTOS; i++) {
            photos.add(new Photo(Path.of(i + ".jpg"), 80, 40, i));
            instances.add(
                    new Instance(i, thing(i), new Box(0, 0, 40, 40), new Segmentation.Polygons(List.of(new double[] {
                        0, 0, 40, 0, 40, 40, 0, 40
                    }))));
        }
        return new FocusDataset(
                photos, instances, instances.stream().map(FocusQuery::new).toList());
    }

    /** Of a colour that has nothing to do with what the photo shows. */
    static Raster picture(Path file) {
        int number = Integer.parseInt(file.getFileName().toString().replace(".jpg", ""));
        byte[] rgb = new byte[80 * 40 * 3];
        for (int i = 0; i < 80 * 40; i++) {
            for (int c = 0; c < 3; c++) {
                rgb[3 * i + c] = (byte) (i % 80 < 40 ? 60 + number * (7 + 4 * c) % 180 : 20);
            }
        }
        return new Raster(80, 40, rgb);
    }
}
