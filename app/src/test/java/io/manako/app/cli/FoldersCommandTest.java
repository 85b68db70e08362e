package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.engine.store.LibraryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersCommandTest extends TwoPhotoLibrary {
    private final Path elsewhere = Path.of("/nowhere/elsewhere").toAbsolutePath();

    @TempDir
    Path drive;

    FoldersCommandTest() {
        super("folders");
    }

    @BeforeEach
    void twoFolders() {
        try (LibraryStore store = LibraryStore.open(library)) {
            store.catalogue().write(writer -> {
                writer.addRoot(home);
                writer.addRoot(elsewhere);
            });
        }
        CommandRun.of(home.resolve("home"), "tag", "--library", library, "--add", "lamp", one);
    }

    @Test
    void foldersAreListedWithTheirPhotos() throws Exception {
        assertThat(done().out().lines())
                .containsExactlyInAnyOrder("      2  " + home, "      0  " + elsewhere + "  (offline)");

        JsonNode folders = new ObjectMapper().readTree(done("--json").out()).path("folders");
        assertThat(folders).hasSize(2).anySatisfy(folder -> {
            assertThat(folder.path("folder").asText()).isEqualTo(home.toString());
            assertThat(folder.path("photos").asInt()).isEqualTo(2);
            assertThat(folder.path("there").asBoolean()).isTrue();
        });
    }

    @Test
    void aFolderThatIsTakenOutHasNoPhotosAndTheirTagsStay() {
        assertThat(done("--remove", home).out()).isEqualTo("      0  " + elsewhere + "  (offline)\n");
        assertThat(one).as("its file").exists();
        assertThat(CommandRun.of(home.resolve("home"), "facets", "--library", library)
                        .out())
                .startsWith("      0  photos");
        try (LibraryStore store = LibraryStore.open(library)) {
            assertThat(store.catalogue().photos()).hasSize(2);
            assertThat(store.catalogue().tags().photos("lamp", false)).hasSize(1);
        }
    }

    @Test
    void whatIsNoFolderOfTheLibraryIsToldAndNothingIsTakenOut() {
        CommandRun run = run("--remove", elsewhere, home.resolve("library"));
        assertThat(run.exit()).isNotZero();
        assertThat(run.err()).contains(home.resolve("library") + " is no folder of the library");
        assertThat(done().out().lines()).hasSize(2);
    }

    @Test
    void aFolderIsSaidToLieElsewhereNow() throws Exception {
        Path moved = Files.createDirectories(drive.resolve("moved"));
        Files.move(one, moved.resolve("one.jpg"));
        assertThat(done("--relocate", home, moved).out()).contains("      2  " + moved);
        assertThat(run("--relocate", home, moved).err()).contains("no folder of the library");
    }
}
