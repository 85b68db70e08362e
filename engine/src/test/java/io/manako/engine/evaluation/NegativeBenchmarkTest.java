package io.manako.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import org.junit.jupiter.api.Test;

/** Photos of four stripes, each red, green, blue or black; a colour is a category, and black is nothing. */
class NegativeBenchmarkTest {
    private static final List<String> PHOTOS = List.of("r-g-", "r---", "-r-b", "g---", "-g--", "--gb");

    @Test
    void photosThatShowTheOtherAloneGoDown() throws IOException {
        NegativeBenchmark.Report report = run(data("r-g-"));

        assertThat(report.photos()).isEqualTo(6);
        assertThat(report.pairs()).isEqualTo(1);
        assertThat(report.classes()).isEqualTo(1);
        NegativeBenchmark.Row unmarked = report.rows().getFirst();
        assertThat(unmarked.form()).isEqualTo("not marked");
        assertThat(unmarked.wanted().gain()).isEqualTo(new PairedBootstrap(0, 0, 0));
        assertThat(unmarked.wanted().mean()).isCloseTo(100, within(1e-9));
        for (NegativeBenchmark.Row row : report.rows()) {
            assertThat(row.others().mean() - unmarked.others().mean())
                    .as(row.form())
                    .isCloseTo(row.others().gain().difference(), within(1e-9))
                    .isNotNegative();
        }
    }

    @Test
    void aPairIsOfTwoThingsThatCanBeToldApart() {
        // Red is shown without green in two photos only, blue without red in one.
        assertThat(NegativePair.of(data("r-g-")))
                .extracting(pair -> pair.wanted().category() + pair.unwanted().category())
                .containsExactly("rg");
        assertThat(NegativePair.of(data("-r-b")))
                .extracting(pair -> pair.wanted().category() + pair.unwanted().category())
                .isEmpty();
    }

    @Test
    void aSetWithoutPairsIsRefused() {
        assertThatThrownBy(() -> run(data("r---")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("nothing to measure");
    }

    private static NegativeBenchmark.Report run(FocusDataset data) throws IOException {
        return new NegativeBenchmark(new ToyEncoder(), NegativeBenchmarkTest::picture, SearchSettings.DEFAULT)
                .run(data, ProgressListener.NONE, new CancellationToken());
    }

    /** Asks for every thing of one photo. */
    private static FocusDataset data(String asked) {
        List<Photo> photos = new ArrayList<>();
        List<Instance> instances = new ArrayList<>();
        for (String name : PHOTOS) {
            for (int stripe = 0; stripe < 4; stripe++) {
                if (name.charAt(stripe) != '-') {
                    double x = 20.0 * stripe;
                    instances.add(new Instance(
                            photos.size(),
                            name.substring(stripe, stripe + 1),
                            new Box(x, 0, 20, 40),
                            new Segmentation.Polygons(List.of(new double[] {x, 0, x + 20, 0, x + 20, 40, x, 40}))));
                }
            }
            photos.add(new Photo(Path.of(name), 80, 40, photos.size()));
        }
        return new FocusDataset(
                photos,
                instances,
                instances.stream()
                        .filter(instance -> PHOTOS.get(instance.photo()).equals(asked))
                        .map(FocusQuery::new)
                        .toList());
    }

    private static Raster picture(Path file) {
        byte[] rgb = new byte[80 * 40 * 3];
        for (int i = 0; i < 80 * 40; i++) {
            int channel = "rgb".indexOf(file.toString().charAt(i % 80 / 20));
            if (channel >= 0) {
                rgb[3 * i + channel] = (byte) 255;
            }
        }
        return new Raster(80, 40, rgb);
    }
}
