package io.manako.engine.metadata;

import static io.manako.engine.metadata.TaggedFiles.bag;
import static io.manako.engine.metadata.TaggedFiles.emptyJpeg;
import static io.manako.engine.metadata.TaggedFiles.keywords;
import static io.manako.engine.metadata.TaggedFiles.png;
import static io.manako.engine.metadata.TaggedFiles.withExif;
import static io.manako.engine.metadata.TaggedFiles.withIptc;
import static io.manako.engine.metadata.TaggedFiles.withXmp;
import static io.manako.engine.metadata.TaggedFiles.xmp;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedMetadataTest {
    private static final int DESCRIPTION = 0x010e;
    private static final int MAKE = 0x010f;
    private static final int MODEL = 0x0110;
    private static final int CHANGED = 0x0132;

    @TempDir
    Path folder;

    private static PhotoMetadata read(byte[] file) {
        return EmbeddedMetadata.of(EmbeddedMetadata.parse(new ByteArrayInputStream(file), file.length));
    }

    private static PhotoMetadata read(String xmp) {
        return read(withXmp(emptyJpeg(), xmp));
    }

    private static List<String> paths(PhotoMetadata metadata) {
        return metadata.keywords().stream()
                .map(keyword -> String.join(" > ", keyword.path()))
                .toList();
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void xmpOfSoManyElementsThatItWouldTakeHoursIsNotRead() {
        assertThat(paths(read(png(keywords("lamp"))))).containsExactly("lamp");
        assertThat(paths(read(png(keywords("<rdf:li>x</rdf:li>".repeat(700_000))))))
                .isEmpty();
        assertThat(paths(read(png(keywords("<rdf:li/>".repeat(700_000)))))).isEmpty();
    }

    @Test
    void xmpSaysAllOfIt() {
        PhotoMetadata metadata = read(xmp(
                "xmp:Rating=\"4\" tiff:Make=\"NIKON CORPORATION\" tiff:Model=\"NIKON D90\""
                        + " exif:DateTimeOriginal=\"2024-05-31T18:30:05+09:00\""
                        + " exif:GPSLatitude=\"35,41.5N\" exif:GPSLongitude=\"139,46,30W\"",
                bag("dc:subject", "lamp", "赤い", "lamp")
                        + "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Evening</rdf:li></rdf:Alt></dc:title>"
                        + "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">The lamp&#xA;by the window</rdf:li>"
                        + "</rdf:Alt></dc:description>"));

        assertThat(paths(metadata)).containsExactly("lamp", "赤い");
        assertThat(metadata.title()).isEqualTo("Evening");
        assertThat(metadata.caption()).isEqualTo("The lamp\nby the window");
        assertThat(metadata.taken()).isEqualTo(LocalDateTime.of(2024, 5, 31, 18, 30, 5));
        assertThat(metadata.camera()).isEqualTo("NIKON D90");
        assertThat(metadata.rating()).isEqualTo(4);
        assertThat(metadata.place()).isEqualTo(new Place(35 + 41.5 / 60, -(139 + 46.5 / 60)));
    }

    @Test
    void hierarchiesOfLightroomAndDigikamAreOneAndStandForTheirParts() {
        PhotoMetadata metadata = read(xmp(
                "",
                bag("dc:subject", "animals", "dog", "Rex", "lamp")
                        + bag("lr:hierarchicalSubject", "animals", "animals|dog", "animals|dog|Rex", "lamp")
                        + bag("digiKam:TagsList", "animals/dog/Rex", "_Digikam_Internal_Tags_/Pick Label None")));

        assertThat(paths(metadata)).containsExactly("animals > dog > Rex", "lamp");
    }

    @Test
    void iptcIsReadWhereThereIsNoXmp() {
        byte[] iptc = withIptc(
                emptyJpeg(),
                5,
                "Abendlicht",
                25,
                "Lampe",
                25,
                "grün",
                55,
                "20240531",
                60,
                "183005+0900",
                120,
                "Am Fenster");

        PhotoMetadata metadata = read(iptc);

        assertThat(paths(metadata)).containsExactly("Lampe", "grün");
        assertThat(metadata.title()).isEqualTo("Abendlicht");
        assertThat(metadata.caption()).isEqualTo("Am Fenster");
        assertThat(metadata.taken()).isEqualTo(LocalDateTime.of(2024, 5, 31, 18, 30, 5));
        assertThat(paths(read(withXmp(iptc, TaggedFiles.keywords("lamp")))))
                .as("XMP counts more")
                .containsExactly("lamp");
    }

    @Test
    void exifKnowsTheCameraAndWhatNoCameraWrote() {
        byte[] exif = withExif(
                emptyJpeg(), DESCRIPTION, "SONY DSC", MAKE, "SONY ", MODEL, "ILCE-7", CHANGED, "2020:01:02 03:04:05");

        PhotoMetadata metadata = read(exif);

        assertThat(metadata.camera()).isEqualTo("SONY ILCE-7");
        assertThat(metadata.caption()).as("every photo of the camera has it").isNull();
        assertThat(metadata.taken()).isEqualTo(LocalDateTime.of(2020, 1, 2, 3, 4, 5));
        assertThat(read(withExif(emptyJpeg(), DESCRIPTION, "A lamp.", MAKE, "Make"))
                        .caption())
                .isEqualTo("A lamp.");
    }

    @ParameterizedTest
    @CsvSource({"xmp:Rating,5,5", "xmp:Rating,0,0", "xmp:Rating,3.5,4", "xmp:Rating,-1,", "xmp:Rating,many,"})
    void starsAreFromNoneToFive(String field, String written, Integer stars) {
        assertThat(read(xmp(field + "=\"" + written + "\"", "")).rating()).isEqualTo(stars);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "25,2", "50,3", "75,4", "99,5"})
    void windowsCountsStarsInPercent(String written, int stars) {
        assertThat(read(xmp("MicrosoftPhoto:Rating=\"" + written + "\"", "")).rating())
                .isEqualTo(stars);
    }

    @Test
    void controlCharactersAndBlanksAreCleanedAway() {
        PhotoMetadata metadata =
                read(xmp("photoshop:Headline=\"a&#9;b\"", bag("dc:subject", " ", "l\u0007amp", "a\u200Db")));
        assertThat(paths(metadata))
                .as("the bell is gone, what joins emoji stays")
                .containsExactly("l amp", "a\u200Db");
        assertThat(metadata.title()).isEqualTo("a b");
    }

    @Test
    void hugeKeywordsAndHugeNumbersOfThemAreCut() {
        String[] many = new String[900];
        for (int i = 0; i < many.length; i++) {
            many[i] = i + "x".repeat(10);
        }
        assertThat(read(xmp("", bag("dc:subject", "x".repeat(10_000)))).keywords())
                .singleElement()
                .satisfies(keyword -> assertThat(keyword.name()).hasSize(1000));
        assertThat(read(xmp("", bag("dc:subject", many))).keywords()).hasSize(500);
        assertThat(read(xmp("", bag("lr:hierarchicalSubject", "a|".repeat(5000))))
                        .keywords())
                .singleElement()
                .satisfies(keyword -> assertThat(keyword.path()).hasSize(20));
    }

    @Test
    void externalEntitiesAreNeitherFetchedNorAFailure() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        String hostile = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>"
                + xmp("", bag("dc:subject", "&e;")).replaceFirst("^<\\?xpacket[^>]*>\\s*", "");

        assertThat(read(hostile)).isEqualTo(PhotoMetadata.NONE);
    }

    @Test
    void entitiesThatGrowAreNoFailure() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 20; i++) {
            laughs.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
        }
        String body = xmp("", bag("dc:subject", "&l19;")).replaceFirst("^<\\?xpacket[^>]*>\\s*", "");
        assertThat(read(laughs + "]>" + body)).isEqualTo(PhotoMetadata.NONE);
    }

    @Test
    void fieldsOfAnotherShapeArePassedOver() {
        PhotoMetadata metadata = read(xmp(
                "dc:subject=\"lamp\" dc:title=\"Evening\"",
                bag("xmp:Rating", "4", "5")
                        + "<exif:GPSLatitude rdf:parseType=\"Resource\"><dc:x>1</dc:x></exif:GPSLatitude>"));
        assertThat(paths(metadata)).containsExactly("lamp");
        assertThat(metadata.title()).isEqualTo("Evening");
        assertThat(metadata.rating()).isNull();
        assertThat(metadata.place()).isNull();
    }

    @Test
    void theManySettingsOfADevelopedPhotoDoNotHideItsKeywords() {
        StringBuilder settings = new StringBuilder();
        for (int i = 0; i < 900; i++) {
            settings.append(" crs:Setting").append(i).append("=\"0\"");
        }
        assertThat(paths(read(xmp(settings.toString(), bag("dc:subject", "lamp")))))
                .containsExactly("lamp");
    }

    @Test
    void brokenBlocksSayNothing() {
        byte[] whole = withIptc(withXmp(withExif(emptyJpeg(), MAKE, "Make", MODEL, "Model"), xmp("", "")), 25, "lamp");
        for (int length = 0; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(read(cut).rating()).isNull();
        }
        assertThat(read("no XMP at all")).isEqualTo(PhotoMetadata.NONE);
        assertThat(read("<a>".repeat(9000))).isEqualTo(PhotoMetadata.NONE);
    }
}
