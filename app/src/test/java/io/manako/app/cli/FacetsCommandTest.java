package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FacetsCommandTest extends TwoPhotoLibrary {
    FacetsCommandTest() {
        super("facets");
    }

    @BeforeEach
    void twoLampsOneOfWhichIsADeskLamp() {
        CommandRun.of(home.resolve("home"), "tag", "--library", library, "--add", "lamp", "--rating", "4", one);
        CommandRun.of(home.resolve("home"), "tag", "--library", library, "--add", "desk lamp", "--under", "lamp", two);
        CommandRun.of(home.resolve("home"), "collection", "--library", library, "best", "--add", one);
    }

    @Test
    void photosAreCountedAsTheWindowCountsThem() {
        assertThat(done().out()).isEqualTo("""
                      2  photos
                collections
                      1  best
                tags
                      1  desk lamp  (under lamp)
                      2  lamp  (1 itself)
                stars
                      1  4
                      1  0
                """);
    }

    @Test
    void aFilterAndAFolderLimitWhatIsCounted() {
        assertThat(done("--tag", "NOT rating:4").out()).isEqualTo("""
                      1  photos
                tags
                      1  desk lamp  (under lamp)
                      1  lamp  (0 itself)
                stars
                      1  0
                """);
        assertThat(done("--folder", home.resolve("elsewhere")).out()).isEqualTo("      0  photos\n");
        assertThat(run("--tag", "lmap").err()).isEqualTo("note: no photo has a tag lmap\n");
        assertThat(run("--tag", "lamp (desk").exit()).isEqualTo(Cli.WRONG_USE);
    }

    @Test
    void countsAreOneJsonDocument() throws Exception {
        JsonNode counts = new ObjectMapper().readTree(done("--json").out());

        assertThat(counts.at("/photos").asInt()).isEqualTo(2);
        assertThat(counts.at("/tags/1/name").asText()).isEqualTo("lamp");
        assertThat(counts.at("/tags/1/photos").asInt()).isEqualTo(2);
        assertThat(counts.at("/tags/1/own").asInt()).isEqualTo(1);
        assertThat(counts.at("/collections/0/name").asText()).isEqualTo("best");
        assertThat(counts.at("/stars/0/name").asText()).isEqualTo("4");
        assertThat(counts.at("/years")).isEmpty();
    }
}
