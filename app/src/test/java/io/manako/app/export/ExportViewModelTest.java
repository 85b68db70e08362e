package io.manako.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.FixedGallery;
import io.manako.app.gallery.FixedGallery.FixedSession;
import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.engine.file.DiskFullException;
import io.manako.engine.library.SidecarExport;
import io.manako.engine.message.Message;
import io.manako.engine.metadata.SidecarName;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportViewModelTest {
    @TempDir
    Path folder;

    private final Deque<Runnable> worker = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final List<String> warned = new ArrayList<>();
    private final Messages messages = new Messages(Language.ENGLISH);
    private final ExportViewModel exports =
            new ExportViewModel(Background.on(Runnable::run, worker::add), messages, told::add, warned::add);
    private final FixedGallery gallery = new FixedGallery();
    private Answer answer;

    @BeforeEach
    void ask() throws Exception {
        Files.writeString(folder.resolve("query.png"), "the query");
        gallery.hits =
                List.of(new Hit(1, new PhotoId(7), folder.resolve("写真.jpg"), 0.5f, new Box(1, 2, 3, 4), 0, 80, 60));
        FixedSession session = (FixedSession) gallery.open(folder.resolve("query.png"));
        SearchRequest request = new SearchRequest(List.of(), Map.of(), 10, null);
        answer = new Answer(session, request, session.search(request));
        exports.use(gallery);
    }

    private void work() {
        while (!worker.isEmpty()) {
            worker.remove().run();
        }
    }

    @Test
    void writesInTheBackgroundAndTellsWhere() {
        Path file = folder.resolve("hits.csv");
        exports.export(answer, file, ExportFormat.PNG);
        assertThat(exports.runningProperty().get()).isTrue();
        assertThat(file).doesNotExist();

        work();

        assertThat(exports.runningProperty().get()).isFalse();
        assertThat(file).content().contains("写真.jpg");
        assertThat(told).containsExactly("Written: " + file);
        assertThat(gallery.sessions)
                .as("a list needs no second look at the query photo")
                .hasSize(1);
    }

    @Test
    void aSheetOpensTheQueryPhotoForItselfAndClosesIt() throws Exception {
        exports.export(answer, folder.resolve("sheet.png"), ExportFormat.CSV);
        answer.session().close(); // another photo is opened meanwhile
        work();

        assertThat(PhotoDecoder.decode(folder.resolve("sheet.png"), 0).width()).isEqualTo(1600);
        assertThat(gallery.sessions)
                .hasSize(2)
                .allSatisfy(session -> assertThat(session.closed).isTrue());
        assertThat(gallery.sessions.getLast().explained).hasSize(1);
    }

    @Test
    void aNameWithoutAnEndingGetsTheChosenOneAndReplacesNothing() throws Exception {
        Files.writeString(folder.resolve("hits.json"), "other");
        exports.export(answer, folder.resolve("hits"), ExportFormat.JSON);
        work();

        assertThat(folder.resolve("hits.json")).hasContent("other");
        assertThat(folder.resolve("hits (2).json")).content().contains("\"hits\"");
    }

    @Test
    void aPhotoIsNeverWritten() throws Exception {
        Path photo = Files.writeString(folder.resolve("mine.png"), "a photo");
        gallery.photos = List.of(new GalleryPhoto(new PhotoId(1), photo));
        for (Path original : List.of(photo, folder.resolve("query.png"))) {
            byte[] before = Files.readAllBytes(original);
            exports.export(answer, original, ExportFormat.PNG);
            work();
            assertThat(original).hasBinaryContent(before);
            assertThat(warned.getLast()).contains(original.toString(), "photos are never written");
        }
        assertThat(told).isEmpty();
    }

    @Test
    void whoStopsAnExportFindsNoFile() {
        exports.export(answer, folder.resolve("sheet.pdf"), ExportFormat.PDF);
        exports.cancel();
        work();

        assertThat(folder.resolve("sheet.pdf")).doesNotExist();
        assertThat(told).containsExactly(messages.get("export.cancelled"));
        assertThat(warned).isEmpty();
        exports.export(answer, folder.resolve("again.csv"), ExportFormat.CSV);
        work();
        assertThat(folder.resolve("again.csv")).exists();
    }

    @Test
    void whatWentWrongIsOneSentence() {
        Path file = folder.resolve("none").resolve("hits.csv");
        exports.export(answer, file, ExportFormat.CSV);
        work();

        assertThat(warned)
                .containsExactly("The folder " + file.getParent() + " is not there any more. Choose another one.");
        assertThat(exports.sentence(file, new DiskFullException(file)))
                .isEqualTo(
                        "There is no room for " + file + ": the disk is full. Free some space or choose another disk.");
        assertThat(exports.sentence(file, new AccessDeniedException("/root")))
                .isEqualTo("There is no permission to write in /root. Choose another folder.");
        assertThat(exports.sentence(file, new FileSystemException("x", null, "Read-only file system")))
                .isEqualTo(file + " could not be written: Read-only file system");
        assertThat(exports.sentence(file, new IOException("It is damaged.")))
                .isEqualTo(file + " could not be written: It is damaged.");
    }

    @Test
    void copiesReplaceNothingAndOriginalsStay() throws Exception {
        Path album = Files.createDirectory(folder.resolve("album"));
        Path lamp = Files.writeString(folder.resolve("lamp 💡.jpg"), "lamp");
        Path other =
                Files.writeString(Files.createDirectory(folder.resolve("b")).resolve("lamp 💡.jpg"), "other");
        Files.writeString(album.resolve("lamp 💡.jpg"), "there before");

        exports.copy(List.of(lamp, other, folder.resolve("gone.jpg")), album);
        work();

        assertThat(album.resolve("lamp 💡.jpg")).hasContent("there before");
        assertThat(album.resolve("lamp 💡 (2).jpg")).hasContent("lamp");
        assertThat(album.resolve("lamp 💡 (3).jpg")).hasContent("other");
        assertThat(Files.getLastModifiedTime(album.resolve("lamp 💡 (2).jpg")))
                .isEqualTo(Files.getLastModifiedTime(lamp));
        assertThat(album).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
        assertThat(lamp).hasContent("lamp");
        assertThat(other).hasContent("other");
        assertThat(warned)
                .containsExactly("2 photos copied to " + album
                        + ". 1 photo could not be read and was left out, such as gone.jpg.");
    }

    @Test
    void aCopyIntoItsOwnFolderGetsANumber() throws Exception {
        Path plain = Files.writeString(folder.resolve("noending"), "x");
        exports.copy(List.of(plain), folder);
        work();

        assertThat(folder.resolve("noending (2)")).hasContent("x");
        assertThat(told).containsExactly("1 photo copied to " + folder + ".");
    }

    @Test
    void sidecarsAreWrittenInTheBackgroundAndWhatFailedIsTold() {
        gallery.sidecars = new SidecarExport.Outcome(2, 1, List.of());
        exports.writeSidecars(List.of(new PhotoId(7)), SidecarName.STEM);
        assertThat(exports.runningProperty().get()).isTrue();
        work();
        assertThat(exports.runningProperty().get()).isFalse();
        assertThat(told).containsExactly("XMP files written: 2, unchanged: 1.");
        assertThat(gallery.sidecarName).isEqualTo(SidecarName.STEM);

        gallery.sidecars = new SidecarExport.Outcome(0, 0, List.of(Message.plain("No room."), Message.plain("?")));
        exports.writeSidecars(List.of(new PhotoId(7)), SidecarName.WHOLE);
        work();
        assertThat(warned).containsExactly("XMP files written: 0, unchanged: 0. Left as they are: 2. No room.");

        exports.writeSidecars(List.of(new PhotoId(7)), SidecarName.WHOLE);
        exports.cancel();
        work();
        assertThat(told).hasSize(2).last().asString().startsWith("Stopped.");
    }

    @Test
    void aSheetNeedsAQueryPhotoAndAListDoesNot() {
        Answer words = new Answer(null, answer.request(), answer.result());
        exports.export(words, folder.resolve("sheet.pdf"), ExportFormat.CSV);
        assertThat(warned).singleElement().asString().contains("choose a list");
        exports.export(words, folder.resolve("hits.json"), ExportFormat.CSV);
        work();
        assertThat(folder.resolve("hits.json")).content().contains("\"photo\" : null");
    }
}
