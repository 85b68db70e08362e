package io.manako.engine.metadata;

import static io.manako.engine.metadata.TaggedFiles.bag;
import static io.manako.engine.metadata.TaggedFiles.xmp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidecarWriterTest {
    @TempDir
    Path folder;

    private Path photo;
    private Path sidecar;

    @BeforeEach
    void aPhoto() throws IOException {
        photo = folder.resolve("写真 a.jpg");
        Files.write(photo, TaggedFiles.emptyJpeg());
        sidecar = folder.resolve("写真 a.jpg.xmp");
    }

    /** Keywords with their levels parted by a slash. */
    private static SidecarContent content(String... keywords) {
        return content(null, name -> false, List.of(), keywords);
    }

    private static SidecarContent content(
            Integer stars, Predicate<String> unwanted, List<SidecarContent.Region> regions, String... keywords) {
        List<Keyword> list = Stream.of(keywords)
                .map(text -> new Keyword(List.of(text.split("/"))))
                .toList();
        return new SidecarContent(list, unwanted, stars, regions, 400, 200);
    }

    private List<String> read() throws IOException {
        return SidecarFile.read(sidecar, photo).orElseThrow().keywords().stream()
                .map(keyword -> String.join("/", keyword.path()))
                .toList();
    }

    @Test
    void whatIsWrittenIsReadAgainAndThePhotoIsNotTouched() throws IOException {
        assertThat(SidecarWriter.write(
                        photo, SidecarName.WHOLE, content(4, name -> false, List.of(), "things/lamp", "赤い <&>")))
                .isTrue();
        assertThat(read()).containsExactly("things/lamp", "赤い <&>");
        assertThat(SidecarFile.read(sidecar, photo).orElseThrow().rating()).isEqualTo(4);
        assertThat(photo).hasBinaryContent(TaggedFiles.emptyJpeg());
        assertThat(Files.list(folder)).hasSize(2);
    }

    @Test
    void theSameOnceMoreLeavesTheFileAsItIs() throws IOException {
        SidecarContent content =
                content(4, name -> false, List.of(new SidecarContent.Region("lamp", 0, 0, 0.5, 0.5)), "things/lamp");
        SidecarWriter.write(photo, SidecarName.WHOLE, content);
        byte[] before = Files.readAllBytes(sidecar);
        assertThat(SidecarWriter.write(photo, SidecarName.WHOLE, content)).isFalse();
        assertThat(sidecar).hasBinaryContent(before);
    }

    @Test
    void nothingToSayMakesNoFile() throws IOException {
        assertThat(SidecarWriter.write(photo, SidecarName.WHOLE, content())).isFalse();
        assertThat(sidecar).doesNotExist();
    }

    @Test
    void whatOtherProgramsWroteStays() throws IOException {
        StringBuilder settings =
                new StringBuilder("xmp:Rating=\"2\" xmlns:my=\"http://example.com/my/\" my:Field=\"mine\"");
        for (int i = 0; i < 900; i++) {
            settings.append(" crs:Setting").append(i).append("=\"").append(i).append('"');
        }
        String history = "<my:History><rdf:Seq><rdf:li rdf:parseType=\"Resource\"><my:Step>1</my:Step></rdf:li>"
                + "</rdf:Seq></my:History>";
        Files.writeString(
                sidecar,
                xmp(
                        settings.toString(),
                        bag("dc:subject", "old", "unwanted", "Lamp")
                                + bag("lr:hierarchicalSubject", "animals|cat", "animals|unwanted")
                                + history));

        SidecarWriter.write(
                photo, SidecarName.WHOLE, content(null, name -> name.equals("unwanted"), List.of(), "things/lamp"));

        String text = Files.readString(sidecar);
        assertThat(text).contains("mine", "my:Step", "crs:Setting899");
        assertThat(text).doesNotContain("unwanted");
        assertThat(read()).containsExactly("things/lamp", "animals/cat", "old");
        assertThat(SidecarFile.read(sidecar, photo).orElseThrow().rating()).isEqualTo(2);
    }

    @Test
    void regionsReplaceTheirOwnAndFacesStay() throws IOException {
        SidecarWriter.write(
                photo,
                SidecarName.WHOLE,
                content(null, name -> false, List.of(new SidecarContent.Region("lamp", 0.1, 0.2, 0.2, 0.4)), "lamp"));
        String face =
                "<rdf:li rdf:parseType=\"Resource\"><mwg-rs:Name>lamp</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type>"
                        + "</rdf:li>";
        String once = Files.readString(sidecar);
        assertThat(once).contains("0.200000", "0.400000");
        Files.writeString(
                sidecar,
                once.replaceFirst(
                        "<rdf:Bag>(\\s*<rdf:li[^>]*>\\s*<rdf:Description\\s+mwg-rs:Name)", "<rdf:Bag>" + face + "$1"));
        SidecarWriter.write(
                photo,
                SidecarName.WHOLE,
                content(null, name -> false, List.of(new SidecarContent.Region("lamp", 0.5, 0.5, 0.5, 0.5)), "lamp"));
        String twice = Files.readString(sidecar);
        assertThat(twice).contains("0.750000").doesNotContain("0.200000");
        assertThat(twice.split("mwg-rs:Name", -1).length).isLessThanOrEqualTo(5);
    }

    @Test
    void whatIsNoXmpIsNotOverwritten() throws IOException {
        Files.writeString(sidecar, "my notes");
        assertThatThrownBy(() -> SidecarWriter.write(photo, SidecarName.WHOLE, content("lamp")))
                .isInstanceOf(SidecarException.class)
                .hasMessageContaining("was left as it is");
        assertThat(sidecar).hasContent("my notes");
    }

    @Test
    void whatIsNoTextAmongKeywordsIsNeitherWrittenNorLost() throws IOException {
        String strange =
                xmp("", bag("dc:subject", "lamp", "<rdf:Description><dc:title>desk</dc:title></rdf:Description>"));
        Files.writeString(sidecar, strange);
        assertThat(read()).containsExactly("lamp");
        assertThatThrownBy(() -> SidecarWriter.write(photo, SidecarName.WHOLE, content("chair")))
                .isInstanceOf(SidecarException.class)
                .hasMessageContaining(sidecar.toString());
        assertThat(sidecar).hasContent(strange);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.1, 0.3",
        "2, 0.9, 0.3",
        "3, 0.9, 0.7",
        "4, 0.1, 0.7",
        "5, 0.3, 0.1",
        "6, 0.3, 0.9",
        "7, 0.7, 0.9",
        "8, 0.7, 0.1"
    })
    void regionsAreOfThePictureAsItIsStored(int orientation, double x, double y) {
        double[] stored = new Orientation(orientation).stored(0.1, 0.3);
        assertThat(stored[0]).isCloseTo(x, within(1e-9));
        assertThat(stored[1]).isCloseTo(y, within(1e-9));
    }

    /** Another program's opinion; skipped where it is not installed (Debian: libimage-exiftool-perl). */
    @Test
    void exiftoolReadsWhatWasWritten() throws Exception {
        SidecarWriter.write(
                photo,
                SidecarName.WHOLE,
                content(
                        3,
                        name -> false,
                        List.of(new SidecarContent.Region("lamp", 0.1, 0.2, 0.2, 0.4)),
                        "things/lamp",
                        "赤い"));
        JsonNode said = exiftool("-j", "-struct", "-charset", "filename=utf8", "-XMP:all", sidecar.toString());
        assertThat(texts(said.get("Subject"))).containsExactly("things", "lamp", "赤い");
        assertThat(texts(said.get("HierarchicalSubject"))).containsExactly("things|lamp", "赤い");
        assertThat(texts(said.get("TagsList"))).containsExactly("things/lamp", "赤い");
        assertThat(said.get("Rating").asInt()).isEqualTo(3);
        JsonNode regions = said.get("RegionInfo");
        assertThat(regions.get("AppliedToDimensions").get("W").asInt()).isEqualTo(400);
        JsonNode region = regions.get("RegionList").get(0);
        assertThat(region.get("Name").asText()).isEqualTo("lamp");
        assertThat(region.get("Area").get("X").asDouble()).isCloseTo(0.2, within(1e-6));
        assertThat(region.get("Area").get("H").asDouble()).isCloseTo(0.4, within(1e-6));
    }

    @Test
    void whatExiftoolWroteIsReadAndMerged() throws Exception {
        exiftool(
                "-o",
                sidecar.toString(),
                "-charset",
                "filename=utf8",
                "-XMP-dc:Subject=owl",
                "-XMP-dc:Creator=Somebody",
                "-XMP-lr:HierarchicalSubject=animals|owl",
                photo.toString());
        assertThat(read()).containsExactly("animals/owl");
        SidecarWriter.write(photo, SidecarName.WHOLE, content("lamp"));
        assertThat(read()).containsExactlyInAnyOrder("lamp", "animals/owl");
        JsonNode said = exiftool("-j", "-charset", "filename=utf8", "-XMP:all", sidecar.toString());
        assertThat(said.get("Creator").asText()).isEqualTo("Somebody");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static JsonNode exiftool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("exiftool"));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return Assumptions.abort("exiftool is not installed, so it was not asked: " + e.getMessage());
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out.startsWith("[") ? new ObjectMapper().readTree(out).get(0) : new ObjectMapper().nullNode();
    }
}
