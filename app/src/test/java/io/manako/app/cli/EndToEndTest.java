package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.Resampler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Index, then search, by the command line alone. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndToEndTest {
    private static final int PHOTOS = 8;

    @TempDir
    private static Path folder;

    private Path photos;
    private Path library;
    private CommandRun indexing;

    @BeforeAll
    void index() throws Exception {
        photos = folder.resolve("my photos");
        library = folder.resolve("library");
        TestCollection.write(photos, PHOTOS - 2);
        Path trip = Files.createDirectories(photos.resolve("trip"));
        PictureWriter.write(TestCollection.blocks(120, 160, 100), trip.resolve("upright-0.jpg"));
        PictureWriter.write(TestCollection.blocks(120, 160, 101), trip.resolve("upright-1.jpg"));
        Files.writeString(photos.resolve("notes.jpg"), "no photo");
        indexing = run("index", "--library", library, photos);
    }

    @Test
    void indexingSaysWhatWasDone() {
        assertThat(indexing.exit()).as(indexing.err()).isZero();
        assertThat(indexing.out())
                .contains(PHOTOS + " encoded", "1 unreadable", "notes.jpg", PHOTOS + " photos in " + library);
        assertThat(indexing.err()).contains("Encoding photos").doesNotContain("\r", "Exception");
    }

    @Test
    void indexingAgainEncodesNothing() {
        CommandRun again = run("index", "--library", library, photos);

        assertThat(again.exit()).isZero();
        assertThat(again.out()).contains(" 0 encoded", PHOTOS + " unchanged");
    }

    @Test
    void aCopyOutsideTheLibraryFindsItsPhotoFirst() throws Exception {
        Path photo = folder.resolve("outside.png");
        PictureWriter.write(TestCollection.blocks(160, 120, 3), photo);

        JsonNode json = json("search", "--library", library, "--photo", photo, "-k", 5, "--json");

        assertThat(json.get("photo").asText()).isEqualTo(photo.toAbsolutePath().toString());
        assertThat(json.get("hits")).hasSize(5);
        assertThat(json.get("hits").get(0).get("path").asText()).endsWith("photo-3.jpg");
        List<Double> scores = new ArrayList<>();
        json.get("hits").forEach(hit -> scores.add(hit.get("score").asDouble()));
        assertThat(scores).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void theVerySameThingComesFirstAndSaysSo() throws Exception {
        Path photo = folder.resolve("larger.png");
        PictureWriter.write(Resampler.bicubic(TestCollection.blocks(160, 120, 3), 320, 240), photo);

        JsonNode json =
                json("search", "--library", library, "--photo", photo, "--box", "20,20,280,200", "--same", "--json");

        JsonNode first = json.get("hits").get(0);
        assertThat(first.get("path").asText()).endsWith("photo-3.jpg");
        assertThat(first.get("sameThingFeatures").asInt()).isGreaterThanOrEqualTo(5);
        CommandRun plain = run("search", "--library", library, "--photo", photo, "--box", "20,20,280,200", "--same");
        assertThat(plain.out()).contains("[the same thing, by ");
        assertThat(plain.err()).contains("The very same thing in ");
        CommandRun unasked = run("search", "--library", library, "--photo", photo, "--box", "20,20,280,200");
        assertThat(unasked.out()).contains("[the same thing, by ");
        assertThat(unasked.err()).contains("The very same thing in ");
        CommandRun off = run("search", "--library", library, "--photo", photo, "--box", "20,20,280,200", "--same=0");
        assertThat(off.out()).doesNotContain("[the same thing");
        assertThat(run("search", "--library", library, "--photo", photo, "--box", "20,20,280,200", "--same=-1")
                        .err())
                .contains("--same must be 0 or more");
        CommandRun unmarked = run("search", "--library", library, "--photo", photo, "--same");
        assertThat(unmarked.exit()).isEqualTo(2);
        assertThat(unmarked.err()).contains("--same needs a --box, --point or --mask");
    }

    @Test
    void aSearchIsNotRefusedForTheGlanceThatNobodyAskedFor() {
        // In its patch of the photo the mark is the larger part, and by itself it is all of what is not meant.
        Object[] marks = {
            "search",
            "--library",
            library,
            "--photo",
            photos.resolve("photo-3.jpg"),
            "--box=109,100,2,6",
            "--box=108,60,50,60,-"
        };
        CommandRun unasked = run(marks);
        assertThat(unasked.exit()).as(unasked.err()).isZero();
        List<Object> asked = new ArrayList<>(List.of(marks));
        asked.add("--same");
        assertThat(run(asked.toArray()).exit()).isEqualTo(2);
    }

    @Test
    void aPhotoOfTheLibraryIsNotItsOwnHit() throws Exception {
        JsonNode json = json("search", "--library", library, "--photo", photos.resolve("photo-3.jpg"), "--json");

        assertThat(json.get("hits")).hasSize(PHOTOS - 1);
        json.get("hits").forEach(hit -> assertThat(hit.get("path").asText()).doesNotEndWith("photo-3.jpg"));
    }

    @Test
    void whatIsDislikedIsNoHitAnyMore() throws Exception {
        Path photo = photos.resolve("photo-3.jpg");
        JsonNode json = json(
                "search",
                "--library",
                library,
                "--photo",
                photo,
                "--like",
                photos.resolve("photo-1.jpg"),
                "--unlike",
                photos.resolve("photo-2.jpg"),
                "--json");

        assertThat(json.get("hits")).hasSize(PHOTOS - 2);
        json.get("hits").forEach(hit -> assertThat(hit.get("path").asText()).doesNotEndWith("photo-2.jpg"));
    }

    @Test
    void wordsFindPhotosWithAPhotoToAskWithAndWithout() throws Exception {
        JsonNode alone = json("search", "--library", library, "--text", "trip NOT 1", "--json");
        assertThat(alone.get("photo").isNull()).isTrue();
        assertThat(alone.get("hits")).hasSize(1);
        JsonNode best = alone.get("hits").get(0);
        assertThat(best.get("path").asText()).endsWith("upright-0.jpg");
        assertThat(best.get("blend").get("words").get(0).asText()).isEqualTo("trip");
        assertThat(best.get("blend").get("lookRank").isNull()).isTrue();

        Path photo = photos.resolve("photo-3.jpg");
        JsonNode both = json("search", "--library", library, "--photo", photo, "--text", "trip", "--json");
        assertThat(both.get("hits")).hasSize(PHOTOS - 1);
        for (int i = 0; i < 2; i++) {
            JsonNode hit = both.get("hits").get(i);
            assertThat(hit.get("path").asText()).contains("trip");
            assertThat(hit.get("blend").get("lookRank").asInt()).isPositive();
        }
        assertThat(both.get("hits").get(2).get("blend").get("words")).isEmpty();

        CommandRun vain = run("search", "--library", library, "--photo", photo, "--text", "trip zebra", "-k", 1);
        assertThat(vain.err()).contains("None of the photos searched has the word “zebra”.");

        CommandRun plain = run("search", "--library", library, "--text", "TRIP photo", "-k", 1);
        assertThat(plain.exit()).isZero();
        assertThat(plain.out()).startsWith("  1       -  ").contains("[words 1: ");
        assertThat(run("search", "--library", library, "--text", "title:(a OR b^2", "-k", 1)
                        .err())
                .contains("No photo was found.")
                .doesNotContain("Exception");
    }

    @Test
    void tagsFilterBeforeRanking() throws Exception {
        Path trip = photos.resolve("trip");
        assertThat(CommandRun.of(
                                folder.resolve("home"),
                                "tag",
                                "--library",
                                library,
                                "--add",
                                "lamp",
                                photos.resolve("photo-1.jpg"),
                                photos.resolve("photo-2.jpg"),
                                trip.resolve("upright-0.jpg"))
                        .exit())
                .isZero();

        assertThat(hitsOf("lamp")).containsExactlyInAnyOrder("photo-1.jpg", "photo-2.jpg", "upright-0.jpg");
        assertThat(hitsOf("la* NOT folder:trip")).containsExactlyInAnyOrder("photo-1.jpg", "photo-2.jpg");
        assertThat(hitsOf("NOT lamp folder:trip")).containsExactly("upright-1.jpg");
        assertThat(hitsOf("nothing OR date:2024")).isEmpty();
    }

    private List<String> hitsOf(String filter) throws Exception {
        Path photo = photos.resolve("photo-3.jpg");
        JsonNode json = json("search", "--library", library, "--photo", photo, "-k", 3, "--tag", filter, "--json");
        List<String> names = new ArrayList<>();
        json.get("hits")
                .forEach(hit -> names.add(
                        Path.of(hit.get("path").asText()).getFileName().toString()));
        return names;
    }

    @Test
    void onlyPhotosOfTheLibraryCanBeJudgedAndOnlyOneWay() {
        Path photo = photos.resolve("photo-3.jpg");
        CommandRun outside = run("search", "--library", library, "--photo", photo, "--like", folder.resolve("x.jpg"));
        assertThat(outside.exit()).isEqualTo(1);
        assertThat(outside.err()).contains("x.jpg is no photo of the library").doesNotContain("Exception");

        Path one = photos.resolve("photo-1.jpg");
        CommandRun both = run("search", "--library", library, "--photo", photo, "--like", one, "--unlike", one);
        assertThat(both.exit()).isEqualTo(2);
        assertThat(both.err()).contains("cannot be both");
    }

    @Test
    void aBoxChangesHeadsAndKeepsItsBoxesInThePhotos() throws Exception {
        Path photo = photos.resolve("photo-2.jpg");

        JsonNode whole = json("search", "--library", library, "--photo", photo, "--json");
        JsonNode boxed = json("search", "--library", library, "--photo", photo, "--box", "0,0,80,60", "--json");

        assertThat(boxed.get("hits")).hasSize(PHOTOS - 1);
        assertThat(boxed.get("heads")).isNotEmpty().isNotEqualTo(whole.get("heads"));
        for (JsonNode hit : boxed.get("hits")) {
            JsonNode box = hit.get("box");
            assertThat(box.get(0).asDouble()).isNotNegative();
            assertThat(box.get(0).asDouble() + box.get(2).asDouble()).isLessThanOrEqualTo(160);
            assertThat(box.get(1).asDouble() + box.get(3).asDouble()).isLessThanOrEqualTo(160);
        }
    }

    @Test
    void pointsAndMasksAreUnderstoodTogether() throws Exception {
        Path mask = folder.resolve("mask.png");
        byte[] rgb = new byte[160 * 120 * 3];
        Arrays.fill(rgb, 0, rgb.length / 2, (byte) 255);
        PictureWriter.write(new Raster(160, 120, rgb), mask);

        JsonNode json = json(
                "search",
                "--library",
                library,
                "--photo",
                photos.resolve("photo-1.jpg"),
                "--mask",
                mask,
                "--point",
                "20,20",
                "--point",
                "140,100,-",
                "--json");

        assertThat(json.get("hits")).hasSize(PHOTOS - 1);
    }

    @Test
    void aFolderLimitsTheHits() throws Exception {
        JsonNode json = json(
                "search",
                "--library",
                library,
                "--photo",
                photos.resolve("photo-1.jpg"),
                "--folder",
                photos.resolve("trip"),
                "--json");

        assertThat(json.get("hits")).hasSize(2);
        json.get("hits").forEach(hit -> assertThat(hit.get("path").asText()).contains("trip"));
    }

    @Test
    void withoutJsonThereIsALineForEachHit() {
        CommandRun search = run("search", "--library", library, "--photo", photos.resolve("photo-4.jpg"), "-k", 3);

        assertThat(search.exit()).isZero();
        assertThat(search.out().lines()).hasSize(3);
        assertThat(search.out().lines().findFirst().orElseThrow())
                .startsWith("  1 ")
                .endsWith(".jpg");
        assertThat(search.err()).contains((PHOTOS - 1) + " photos searched");
    }

    @Test
    void theSheetIsAPictureAndJsonStaysAlone() throws Exception {
        Path sheet = folder.resolve("new folder").resolve("sheet.png");

        CommandRun search = run(
                "search",
                "--library",
                library,
                "--photo",
                photos.resolve("photo-5.jpg"),
                "--box",
                "10,10,60,60",
                "--sheet",
                sheet,
                "--json");

        assertThat(search.exit()).as(search.err()).isZero();
        assertThat(PhotoDecoder.decode(sheet, 0).width()).isEqualTo(1600);
        assertThat(new ObjectMapper().readTree(search.out()).get("hits")).hasSize(PHOTOS - 1);
    }

    @Test
    void exportsAreWrittenByTheirEndings() throws Exception {
        Path out = folder.resolve("exports");
        List<Object> args =
                new ArrayList<>(List.of("search", "--library", library, "--photo", photos.resolve("photo-5.jpg")));
        for (String name : new String[] {"h.csv", "h.json", "s.html", "s.pdf", "s.png"}) {
            args.addAll(List.of("--export", out.resolve(name)));
        }

        CommandRun search = run(args.toArray());

        assertThat(search.exit()).as(search.err()).isZero();
        assertThat(search.err()).contains("Written: " + out.resolve("h.csv"), "Looking at the hits");
        assertThat(Files.readAllLines(out.resolve("h.csv"))).hasSize(PHOTOS);
        assertThat(new ObjectMapper().readTree(out.resolve("h.json").toFile()).get("hits"))
                .hasSize(PHOTOS - 1);
        assertThat(out.resolve("s.html")).content().contains("photo-4.jpg", "base64,");
        assertThat(out.resolve("s.pdf")).content(StandardCharsets.ISO_8859_1).startsWith("%PDF-");
        assertThat(PhotoDecoder.decode(out.resolve("s.png"), 0).width()).isEqualTo(1600);
    }

    @Test
    void anEndingThatNobodyKnowsIsWrongUse() {
        CommandRun search =
                run("search", "--library", library, "--photo", photos.resolve("photo-5.jpg"), "--export", "hits.docx");

        assertThat(search.exit()).isEqualTo(2);
        assertThat(search.err()).contains("hits.docx", ".csv, .json, .html, .pdf, .png");
    }

    @Test
    void theSheetNeverReplacesAPhotoOfTheLibraryOrTheQuery() throws Exception {
        Path png = photos.resolve("trip").resolve("other.png");
        PictureWriter.write(TestCollection.blocks(160, 120, 55), png);
        byte[] before = Files.readAllBytes(png);

        CommandRun search = run("search", "--library", library, "--photo", png, "--sheet", png);

        assertThat(search.exit()).isEqualTo(1);
        assertThat(search.err()).contains("never written");
        assertThat(png).hasBinaryContent(before);
        Files.delete(png);
    }

    private JsonNode json(Object... args) throws Exception {
        CommandRun run = run(args);
        assertThat(run.exit()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private CommandRun run(Object... args) {
        List<Object> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--model", TestCollection.TINY_MODEL, "--threads", 1));
        return CommandRun.of(folder.resolve("home"), all.toArray());
    }
}
