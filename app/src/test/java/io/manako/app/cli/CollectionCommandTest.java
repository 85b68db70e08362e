package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.photo.ByteHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.PixelHash;
import io.manako.engine.store.FileStamp;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.NewPhoto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionCommandTest {
    @TempDir
    private Path home;

    private Path library;
    private Path one;
    private Path two;

    @BeforeEach
    void aLibraryOfTwoPhotos() throws Exception {
        library = home.resolve("library");
        one = Files.writeString(home.resolve("one.jpg"), "1");
        two = Files.writeString(home.resolve("two 二.jpg"), "2");
        try (LibraryStore store = LibraryStore.open(library)) {
            for (Path file : List.of(one, two)) {
                ByteHash bytes = ByteHash.of(Files.readAllBytes(file));
                store.catalogue().write(writer -> {
                    PhotoId id = writer.addPhoto(new NewPhoto(new PixelHash(bytes.hex()), 4, 3, "JPEG", null));
                    writer.putFile(file, id, bytes, new FileStamp(1, 1));
                });
            }
        }
    }

    private CommandRun collection(Object... args) {
        Object[] all = new Object[args.length + 3];
        all[0] = "collection";
        all[1] = "--library";
        all[2] = library;
        System.arraycopy(args, 0, all, 3, args.length);
        return CommandRun.of(home.resolve("home"), all);
    }

    private String done(Object... args) {
        CommandRun run = collection(args);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        return run.out();
    }

    private void fails(int exit, String why, Object... args) {
        CommandRun run = collection(args);
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.err()).contains(why).doesNotContain("Exception");
    }

    @Test
    void photosArePutInTakenOutAndPrintedInTheirOrder() {
        assertThat(done("旅 2024", "--add", two, one)).isEqualTo(two + "\n" + one + "\n");
        assertThat(done()).isEqualTo("      2  旅 2024\n");
        assertThat(done("旅 2024", "--remove", two, "--rename", "trip")).isEqualTo(one + "\n");
        assertThat(done("--json").replaceAll("\\s", ""))
                .isEqualTo("{\"collections\":[{\"name\":\"trip\",\"photos\":1}]}");
        assertThat(done("TRIP", "--json")).contains("\"" + one + "\"");
        assertThat(done("trip", "--delete")).isEmpty();
        assertThat(done()).isEmpty();
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
