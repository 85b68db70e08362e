package io.manako.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.photo.Raster;
import io.manako.engine.search.SearchSettings;
import io.manako.engine.search.Zoom;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set of photos of two colours, one on the left and one on the right: the name of a photo tells which. */
class FocusBenchmarkTest {
    private static final String[] PHOTOS = {"rg", "rb", "gb", "gr", "br", "bg"};

    @TempDir
    Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(directory.resolve("images"));
        List<String> images = new ArrayList<>();
        List<String> annotations = new ArrayList<>();
        List<String> queries = new ArrayList<>();
        List<String> gallery = new ArrayList<>();
        for (int i = 0; i < PHOTOS.length; i++) {
            String file = PHOTOS[i] + ".jpg";
            Files.createFile(directory.resolve("images").resolve(file));
            gallery.add("\"" + file + "\"");
            images.add("{\"id\":%d,\"file_name\":\"%s\",\"width\":80,\"height\":40}".formatted(i, file));
            for (int half = 0; half < 2; half++) {
                int x = 40 * half;
                annotations.add(String.format(
                        Locale.ROOT,
                        "{\"id\":%d,\"image_id\":%d,\"category_id\":%d,\"iscrowd\":0,\"bbox\":[%d,0,40,40],"
                                + "\"segmentation\":[[%d,0,%d,0,%d,40,%d,40]]}",
                        10 * i + half,
                        i,
                        "rgb".indexOf(PHOTOS[i].charAt(half)),
                        x,
                        x,
                        x + 40,
                        x + 40,
                        x));
                queries.add("{\"photo\":\"%s\",\"annotation\":%d,\"category\":\"%s\"}"
                        .formatted(file, 10 * i + half, PHOTOS[i].charAt(half)));
            }
        }
        Files.writeString(
                directory.resolve("instances.json"),
                "{\"images\":%s,\"annotations\":%s,\"categories\":[{\"id\":0,\"name\":\"r\"},{\"id\":1,\"name\":\"g\"},{\"id\":2,\"name\":\"b\"}]}"
                        .formatted(images, annotations));
        Files.writeString(
                directory.resolve("queries.json"), "{\"gallery\":%s,\"queries\":%s}".formatted(gallery, queries));
    }

    private static Raster picture(Path file) {
        String name = file.getFileName().toString();
        byte[] rgb = new byte[80 * 40 * 3];
        for (int i = 0; i < 80 * 40; i++) {
            rgb[3 * i + "rgb".indexOf(name.charAt(i % 80 / 40))] = (byte) 255;
        }
        return new Raster(80, 40, rgb);
    }

    private BenchmarkReport run(CancellationToken token) throws IOException {
        return run(Suite.METHODS, token);
    }

    private BenchmarkReport run(Suite suite, CancellationToken token) throws IOException {
        return run(SearchSettings.DEFAULT, suite, token);
    }

    private BenchmarkReport run(SearchSettings settings, Suite suite, CancellationToken token) throws IOException {
        return new FocusBenchmark(new ToyEncoder(), FocusBenchmarkTest::picture, settings)
                .run(
                        FocusDataset.read(directory),
                        suite,
                        EnumSet.allOf(PromptKind.class),
                        ProgressListener.NONE,
                        token);
    }

    @Test
    void methodsThatSeeTheMarkFindWhatIsMarked() throws IOException {
        BenchmarkReport report = run(new CancellationToken());
        assertThat(report.photos()).isEqualTo(6);
        assertThat(report.queries()).isEqualTo(12);
        assertThat(report.classes()).isEqualTo(3);
        assertThat(report.rows()).hasSize(PromptKind.values().length * RetrievalMethod.values().length);
        for (BenchmarkReport.Row row : report.rows()) {
            String name = row.method() + " by " + row.prompt().key();
            if (Set.of("random", "whole", "phs").contains(row.method())) {
                assertThat(row.meanAveragePrecision()).as(name).isBetween(40.0, 99.0);
            } else {
                // Three of the other five photos show the colour; the best order has all first.
                assertThat(row.meanAveragePrecision()).as(name).isCloseTo(100, within(1e-9));
            }
            assertThat(row.precisionAt10()).as(name).isCloseTo(30, within(1e-9));
            assertThat(row.meanAveragePrecision(ObjectSize.SMALL)).as(name).isNaN();
            assertThat(row.meanAveragePrecision(ObjectSize.LARGE)).as(name).isEqualTo(row.meanAveragePrecision());
        }
    }

    @Test
    void windowsShowThePlace() throws IOException {
        for (BenchmarkReport.Row row : run(new CancellationToken()).rows()) {
            // A window of half the sides lies in the half of the photo: IoU 0.5. The whole photo has 0.5 with a half,
            // too.
            assertThat(row.place()).as(row.method()).isEqualTo(100);
        }
    }

    @Test
    void whatTheMarkBringsIsAboveChance() throws IOException {
        List<Difference> differences = run(new CancellationToken()).differences();
        assertThat(differences).hasSize(3 * Suite.METHODS.pairs(List.of()).size());
        for (Difference difference : differences) {
            if (difference.of().equals("windows") && difference.over().equals("whole")) {
                assertThat(difference.mAP().low()).isPositive();
            }
            if (difference.of().equals("default") && difference.over().equals("windows")) {
                assertThat(difference.mAP()).isEqualTo(new PairedBootstrap(0, 0, 0));
            }
        }
    }

    @Test
    void theAblationTellsTheColourThatABiasSees() throws IOException {
        // Without a close-up, in which a toy sees the colour without any bias.
        SearchSettings d = SearchSettings.DEFAULT;
        SearchSettings far = new SearchSettings(
                d.scoring(),
                d.selection(),
                d.bias(),
                d.temperature(),
                d.globalShare(),
                d.pointRadius(),
                d.batch(),
                Zoom.NONE);
        BenchmarkReport report = run(far, Suite.ABLATION, new CancellationToken());
        long rows = report.rows().stream()
                .map(BenchmarkReport.Row::method)
                .distinct()
                .count();
        assertThat(report.rows()).hasSize(3 * (int) rows);
        assertThat(report.differences()).hasSize(3 * (int) (rows - 1));
        for (Difference difference : report.differences()) {
            assertThat(difference.over()).isEqualTo("default");
            assertThat(difference.bySize()).containsOnlyKeys(ObjectSize.LARGE);
            if (difference.of().equals("no bias")) {
                assertThat(difference.mAP().high()).isNegative();
            }
            if (difference.of().equals("no head gates")) {
                // The toy has one head.
                assertThat(difference.mAP()).isEqualTo(new PairedBootstrap(0, 0, 0));
            }
        }
    }

    @Test
    void halvesShareNoPhotoAndAskOnlyWhatTheyCanAnswer() throws IOException {
        FocusDataset all = FocusDataset.read(directory);
        FocusDataset first = all.half(1);
        FocusDataset second = all.half(2);
        assertThat(first.photos())
                .extracting(photo -> photo.file().getFileName().toString())
                .containsExactly("rg.jpg", "gb.jpg", "br.jpg");
        assertThat(second.photos())
                .extracting(photo -> photo.file().getFileName().toString())
                .containsExactly("rb.jpg", "gr.jpg", "bg.jpg");
        assertThat(first.queries()).hasSize(6);
        for (FocusDataset.FocusQuery query : second.queries()) {
            FocusDataset.Instance marked = query.instance();
            String name =
                    second.photos().get(marked.photo()).file().getFileName().toString();
            assertThat(name.charAt(marked.box().x() == 0 ? 0 : 1))
                    .isEqualTo(query.category().charAt(0));
        }
    }

    @Test
    void aCancelledRunStops() {
        CancellationToken token = new CancellationToken();
        token.cancel();
        assertThatThrownBy(() -> run(token)).isInstanceOf(CancellationException.class);
    }

    @Test
    void missingAndGarbledDataAreNamed() throws IOException {
        Files.delete(directory.resolve("images/gb.jpg"));
        refused("gb.jpg is missing");
        rewrite("queries.json", "{\"gallery\":[\"gb.jpg\"],\"queries\":[");
        refused("queries.json is no JSON");
        rewrite("queries.json", "{\"gallery\":[\"xx.jpg\"],\"queries\":[]}");
        refused("names xx.jpg");
        rewrite("queries.json", "{\"gallery\":[\"rg.jpg\",\"rb.jpg\"],\"queries\":[]}");
        refused("nothing to measure");
        rewrite("queries.json", "{\"gallery\":[\"rg.jpg\",\"rb.jpg\"],\"queries\":[{\"annotation\":77}]}");
        refused("annotation 77, which no photo of the gallery has");
        rewrite(
                "queries.json",
                "{\"gallery\":[\"rg.jpg\",\"rb.jpg\"],\"queries\":[{\"annotation\":0,\"photo\":\"rg.jpg\",\"category\":\"b\"}]}");
        refused("annotation 0 is a r in rg.jpg");
        rewrite("instances.json", "{\"images\":[]}");
        refused("no list named \"annotations\"");
        Files.delete(directory.resolve("queries.json"));
        rewrite("instances.json", "{\"images\":[],\"annotations\":[],\"categories\":[]}");
        refused("There is no");
    }

    @Test
    void garbledAnnotationsAreNamed() throws IOException {
        String instances = Files.readString(directory.resolve("instances.json"));
        rewrite("instances.json", instances.replaceFirst("\\[0,0,40,40]", "[0,0,40]"));
        refused("annotation 0 of instances.json cannot be read: its bbox is not four numbers");
        rewrite("instances.json", instances.replaceFirst("\\[\\[[0-9,]*]]", "{\"size\":[40,80],\"counts\":[7]}"));
        refused("do not add up to 80 x 40");
        rewrite("instances.json", instances.replaceFirst("\"category_id\":0", "\"category_id\":9"));
        refused("its category is not among the categories");
        rewrite("instances.json", instances.replaceFirst("\\[\\[[0-9,]*]]", "[[1,\"x\",3,4,5,6]]"));
        refused("its outline holds");
    }

    @Test
    void aPhotoOfAnotherSizeIsRefused() throws IOException {
        rewrite(
                "instances.json",
                Files.readString(directory.resolve("instances.json")).replace("\"width\":80", "\"width\":90"));
        assertThatThrownBy(() -> run(new CancellationToken()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("has 80 x 40 pixels, but instances.json says 90 x 40");
    }

    private void rewrite(String file, String content) throws IOException {
        Files.writeString(directory.resolve(file), content);
    }

    private void refused(String message) {
        assertThatThrownBy(() -> FocusDataset.read(directory))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(message);
    }
}
