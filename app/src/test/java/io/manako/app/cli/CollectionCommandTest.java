package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CollectionCommandTest extends TwoPhotoLibrary {
    CollectionCommandTest() {
        super("collection");
    }

    private String printed(Object... args) {
        return done(args).out();
    }

    private void fails(int exit, String why, Object... args) {
        CommandRun run = run(args);
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.err()).contains(why).doesNotContain("Exception");
    }

    @Test
    void photosArePutInTakenOutAndPrintedInTheirOrder() {
        assertThat(printed("旅 2024", "--add", two, one)).isEqualTo(two + "\n" + one + "\n");
        assertThat(printed()).isEqualTo("      2  旅 2024\n");
        assertThat(printed("旅 2024", "--remove", two, "--rename", "trip")).isEqualTo(one + "\n");
        assertThat(printed("--json").replaceAll("\\s", ""))
                .isEqualTo("{\"collections\":[{\"name\":\"trip\",\"photos\":1}]}");
        assertThat(printed("TRIP", "--json")).contains("\"" + one + "\"");
        assertThat(printed("trip", "--delete")).isEmpty();
        assertThat(printed()).isEmpty();
        assertThat(one).hasContent("1");
    }

    @Test
    void wrongUseAndWhatIsNotThereAreOneSentence() {
        fails(1, "There is no collection “none”", "none");
        fails(1, "There is no collection “none”", "none", "--delete");
        fails(1, "is no photo of the library", "trip", "--add", home.resolve("stranger.jpg"));
        fails(1, "There is no collection “trip”", "trip");
        fails(2, "NAME", "--delete");
        fails(2, "NAME", "--rename", "x");
        fails(2, "at least one character", " ");
        fails(2, "together", "trip", "--delete", "--add", one);
    }
}
