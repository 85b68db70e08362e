package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.engine.metadata.PhotoMetadata;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsCommandTest {
    @TempDir
    private Path home;

    private Path library;
    private Path photo;

    @BeforeEach
    void aLibraryOfOnePhoto() throws Exception {
        library = home.resolve("library");
        Path pictures = Files.createDirectories(home.resolve("pictures"));
        photo = Files.writeString(pictures.resolve("RedLamp 灯.jpg"), "1");
        try (LibraryStore store = LibraryStore.open(library)) {
            ByteHash bytes = ByteHash.of(Files.readAllBytes(photo));
            store.catalogue().write(writer -> {
                writer.addRoot(pictures);
                PhotoId id = writer.addPhoto(new NewPhoto(new PixelHash(bytes.hex()), 4, 3, "JPEG", null));
                writer.putFile(photo, id, bytes, new FileStamp(1, 1));
                writer.putMetadata(photo, new PhotoMetadata(List.of(), null, "A chair", null, null, null, null), 1);
            });
        }
    }

    private CommandRun words(Object... args) {
        Object[] all = new Object[args.length + 3];
        all[0] = "words";
        all[1] = "--library";
        all[2] = library;
        System.arraycopy(args, 0, all, 3, args.length);
        return CommandRun.of(home.resolve("home"), all);
    }

    private CommandRun done(Object... args) {
        CommandRun run = words(args);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        return run;
    }

    @Test
    void wordsAreAddedTakenOutTakenBackAndPrinted() throws Exception {
        String name = "  name            " + Path.of("pictures", "RedLamp 灯.jpg") + "\n";
        assertThat(done("--add", "desk lamp", "--remove", "Chairs", photo).out())
                .isEqualTo(photo + "\n  added           desk lamp\n  caption         A chair\n" + name
                        + "  taken out       Chairs\n");
        JsonNode json = new ObjectMapper().readTree(done("--json", photo).out()).at("/photos/0");
        assertThat(json.at("/path").textValue()).isEqualTo(photo.toString());
        assertThat(json.at("/texts/0").toString())
                .isEqualTo("{\"source\":\"added\",\"text\":\"desk lamp\",\"words\":[\"desk\",\"lamp\"]}");
        assertThat(json.at("/texts/1/words").toString()).as("without the chair").isEqualTo("[\"A\"]");
        assertThat(json.at("/texts/2/words").toString()).isEqualTo("[\"pictures\",\"Red\",\"Lamp\",\"灯\",\"jpg\"]");
        assertThat(json.at("/takenOut").toString()).isEqualTo("[\"Chairs\"]");
        assertThat(done("--forget", "desk lamp", "--forget", "chairs", photo).out())
                .isEqualTo(photo + "\n  caption         A chair\n" + name);
        assertThat(photo).hasContent("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a\tb", "\u0000"})
    void whatIsNoWordIsWrongUse(String word) {
        CommandRun run = words("--add", word, photo);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("word").doesNotContain("Exception");
    }

    @Test
    void aPhotoOfNoLibraryAndALibraryThatIsNotThereAreOneSentence() {
        CommandRun stranger = words("--add", "lamp", home.resolve("stranger.jpg"));
        assertThat(stranger.exit()).isEqualTo(1);
        assertThat(stranger.err()).contains("is no photo of the library");
        CommandRun none = CommandRun.of(home.resolve("home"), "words", "--library", home.resolve("none"), photo);
        assertThat(none.exit()).isEqualTo(1);
        assertThat(words().exit()).isEqualTo(2);
    }
}
