package io.manako.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.Raster;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.vit.ScoreBands;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterTest {
    private static final Pattern PICTURE = Pattern.compile("src=\"data:image/jpeg;base64,([^\"]+)\"");

    @TempDir
    Path folder;

    private final List<Progress> reports = new ArrayList<>();

    private Path written(FixedRanking ranking, String name) throws Exception {
        Path file = folder.resolve(name);
        Exporter.write(ranking, ExportFormat.of(file).orElseThrow(), file, reports::add, new CancellationToken());
        return file;
    }

    private static FixedRanking many(int hits) {
        return new FixedRanking(
                "query.jpg",
                IntStream.rangeClosed(1, hits)
                        .mapToObj(i -> "photo-" + i + ".jpg")
                        .toList());
    }

    @Test
    void theEndingOfTheNameDecides() {
        assertThat(ExportFormat.of(Path.of("a.b/結果.CSV"))).contains(ExportFormat.CSV);
        assertThat(ExportFormat.of(Path.of("sheet.html"))).contains(ExportFormat.HTML);
        assertThat(ExportFormat.of(Path.of("sheet.docx"))).isEmpty();
        assertThat(ExportFormat.of(Path.of("pdf"))).isEmpty();
        assertThat(ExportFormat.endings()).isEqualTo(".csv, .json, .html, .pdf, .png");
    }

    @Test
    void jsonIsReadByAnybody() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(written(new FixedRanking("眼.jpg", List.of("lamp 💡.jpg", "\"b\".jpg")), "hits.json")
                        .toFile());

        assertThat(json.get("photo").asText()).endsWith("眼.jpg");
        assertThat(json.get("hits")).hasSize(2);
        assertThat(json.get("hits").get(0).get("path").asText()).endsWith("lamp 💡.jpg");
        assertThat(json.get("hits").get(1).get("path").asText()).endsWith("\"b\".jpg");
    }

    @Test
    void csvHoldsEveryHit() throws Exception {
        assertThat(Files.readAllLines(written(many(77), "hits.csv"))).hasSize(78);
        assertThat(reports).extracting(Progress::stage).containsExactly("export.write");
    }

    @Test
    void aPngSheetIsAPicture() throws Exception {
        assertThat(PhotoDecoder.decode(written(many(3), "sheet.png"), 0).width())
                .isEqualTo(1600);
    }

    @Test
    void htmlHoldsThePicturesAndFetchesNothing() throws Exception {
        String html = Files.readString(
                written(new FixedRanking("眼.jpg", List.of("lamp 💡.jpg", "gone.jpg", "c.jpg")), "sheet.html"));

        List<String> pictures = PICTURE.matcher(html)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(pictures)
                .as("the question and the two hits that can be read")
                .hasSize(3);
        for (String picture : pictures) {
            Raster decoded = PhotoDecoder.decode(Base64.getDecoder().decode(picture), 0);
            assertThat(Math.max(decoded.width(), decoded.height())).isGreaterThanOrEqualTo(480);
        }
        assertThat(html).contains("眼.jpg", "lamp 💡.jpg", "not readable now", "1,234 searched");
        assertThat(html.replaceAll("base64,[^\"]+", ""))
                .doesNotContain("http:", "https:", "<script", "url(", "@import", "href");
    }

    @Test
    void aSheetSpeaksTheLanguageOfItsReaders() throws Exception {
        Messages japanese = new Messages(Language.JAPANESE);
        List<String> names = List.of("a.jpg", "gone.jpg");

        String html = Files.readString(written(new FixedRanking("眼.jpg", names, japanese::get), "sheet.html"));

        assertThat(html).contains("lang=\"ja\"", "眼.jpg で印を付けたものが写っている写真", "検索した写真：1,234 枚", "現在読み取れません");
    }

    @Test
    void aNameStaysTextInHtml() throws Exception {
        String evil = "\"><img src=x onerror=alert(1)>'&.jpg";
        String html = Files.readString(written(new FixedRanking("<b>.jpg", List.of(evil.replace("/", ""))), "s.html"));

        assertThat(html).contains("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&amp;.jpg", "&lt;b&gt;.jpg");
        assertThat(html).doesNotContain("<img src=x", "<b>.jpg");
        assertThat(PICTURE.matcher(html).results()).hasSize(2);
    }

    @Test
    void pdfPagesAreA4AndAsManyAsTheHitsNeed() throws Exception {
        for (int[] expected : new int[][] {{0, 1}, {25, 1}, {26, 2}, {77, 2}}) {
            try (PDDocument document =
                    Loader.loadPDF(written(many(expected[0]), "sheet.pdf").toFile())) {
                assertThat(document.getNumberOfPages())
                        .as(expected[0] + " hits")
                        .isEqualTo(expected[1]);
                assertThat(document.getDocumentInformation().getTitle()).isEqualTo("query.jpg");
                for (PDPage page : document.getPages()) {
                    assertThat(page.getMediaBox().getWidth()).isEqualTo(PDRectangle.A4.getWidth());
                    COSName name =
                            page.getResources().getXObjectNames().iterator().next();
                    PDImageXObject picture =
                            (PDImageXObject) page.getResources().getXObject(name);
                    assertThat(picture.getWidth()).isEqualTo(1600);
                    assertThat((double) picture.getHeight() / picture.getWidth())
                            .isBetween(1.413, 1.416);
                }
            }
        }
    }

    @Test
    void theTextOfAPdfIsFoundInAnyScript() throws Exception {
        String longName = "a photo whose name is much too long for the frame that it is shown in, by far.jpg";
        FixedRanking ranking = new FixedRanking("眼.jpg", List.of("lamp ランプ.jpg", longName, "лампа.jpg"));
        try (PDDocument document = Loader.loadPDF(written(ranking, "sheet.pdf").toFile())) {
            String text = new PDFTextStripper().getText(document);

            assertThat(text).contains("眼.jpg", "lamp ランプ.jpg", longName, "лампа.jpg", "1,234");
        }
    }

    @Test
    void sheetsSayWhatScoresMeanAndWhereMatchesBecomeWeaker() throws Exception {
        FixedRanking ranking =
                new FixedRanking("query.jpg", List.of("a.jpg", "b.jpg", "c.jpg")).meaning(new ScoreBands(0.05f, -0.1f));

        String html = Files.readString(written(ranking, "sheet.html"));
        assertThat(html).contains("strong match (0.100)", "fair match (-0.067)", "weak match (-0.150)");
        assertThat(html.indexOf("Weaker matches from here"))
                .isBetween(html.indexOf("a.jpg</bdi>"), html.indexOf("b.jpg</bdi>"));
        try (PDDocument document = Loader.loadPDF(written(ranking, "sheet.pdf").toFile())) {
            assertThat(new PDFTextStripper().getText(document)).containsOnlyOnce("Weaker matches from here");
        }
        assertThat(Files.readString(written(many(3), "unknown.html"))).doesNotContain("Weaker", "weak match");
    }

    @Test
    void anHtmlSheetSaysWhichWordsNoPhotoHas() throws Exception {
        assertThat(Files.readString(written(many(3).missing("<zebra>"), "words.html")))
                .containsOnlyOnce("None of the photos searched has the word “&lt;zebra&gt;”.");
        assertThat(Files.readString(written(many(3), "marks.html"))).doesNotContain("None of the photos");
    }

    @Test
    void progressCountsTheHitsThatAreDrawn() throws Exception {
        written(many(60), "sheet.png");

        assertThat(reports)
                .filteredOn(report -> report.stage().equals("export.explain"))
                .hasSize(SheetAssembly.MOST_TILES)
                .allSatisfy(report -> assertThat(report.total()).isEqualTo(SheetAssembly.MOST_TILES));
        assertThat(reports.getLast().fraction()).isEqualTo(1);
    }

    @Test
    void whoCancelsFindsTheOldFile() throws Exception {
        for (ExportFormat format : ExportFormat.values()) {
            Path file = Files.writeString(folder.resolve("old" + format.ending()), "old");
            CancellationToken cancellation = new CancellationToken();

            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> Exporter.write(
                            many(3), format, file, report -> cancellation.cancel(), cancelled(format, cancellation)));

            assertThat(file).hasContent("old");
        }
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    /** A list is written too fast to be cancelled on the way. */
    private static CancellationToken cancelled(ExportFormat format, CancellationToken cancellation) {
        if (format == ExportFormat.CSV || format == ExportFormat.JSON) {
            cancellation.cancel();
        }
        return cancellation;
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> written(many(1), "none/hits.csv"))
                .withMessage(folder.resolve("none").toString());
    }
}
