package io.manako.engine.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.message.Message;
import io.manako.engine.metadata.Keyword;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.metadata.SidecarName;
import io.manako.engine.photo.ByteHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.PixelHash;
import io.manako.engine.store.FileStamp;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.NewPhoto;
import io.manako.engine.store.Rating;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SidecarExportTest {
    @TempDir
    Path home;

    private LibraryStore store;
    private Path file;
    private PhotoId photo;

    @BeforeEach
    void aPhoto() throws IOException {
        store = LibraryStore.open(home.resolve("library"));
        file = Files.writeString(home.resolve("a.jpg"), "a");
        photo = add(file);
    }

    private PhotoId add(Path path) {
        PhotoId[] id = new PhotoId[1];
        ByteHash bytes = ByteHash.of(path.toString().getBytes());
        store.catalogue().write(writer -> {
            id[0] = writer.addPhoto(new NewPhoto(new PixelHash(bytes.hex()), 40, 30, "JPEG", null));
            writer.putFile(path, id[0], bytes, new FileStamp(1, 1));
        });
        return id[0];
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void tag(List<String> added, List<String> removed) {
        store.catalogue()
                .tags()
                .apply(TagEdit.of(
                        List.of(photo),
                        added.stream().map(TagName::new).toList(),
                        removed.stream().map(TagName::new).toList()));
    }

    private SidecarExport.Outcome export(PhotoId... photos) {
        return new SidecarExport(store.catalogue(), SidecarName.WHOLE)
                .write(List.of(photos), ProgressListener.NONE, new CancellationToken());
    }

    private PhotoMetadata read() {
        return PhotoFindings.of(file, new byte[0]).metadata();
    }

    @Test
    void tagsWithTheirTreeAndStarsAreWrittenAndComeBackAsTheSame() throws IOException {
        tag(List.of("desk lamp", "red"), List.of());
        store.catalogue().tags().place(new TagName("desk lamp"), new TagName("lamp"));
        store.catalogue().stars().apply(List.of(new Rating(photo, 5)));

        assertThat(export(photo)).isEqualTo(new SidecarExport.Outcome(1, 0, List.of()));
        assertThat(read().keywords())
                .containsExactly(new Keyword(List.of("lamp", "desk lamp")), new Keyword(List.of("red")));
        assertThat(read().rating()).isEqualTo(5);
        assertThat(file).hasContent("a");
        assertThat(export(photo)).isEqualTo(new SidecarExport.Outcome(0, 1, List.of()));
    }

    @Test
    void aSidecarOfTheShortNameIsThatOfThePhotoWhichCameFirst() throws IOException {
        Path raw = Files.writeString(home.resolve("a.cr2"), "raw");
        PhotoId second = add(raw);
        store.catalogue().tags().apply(TagEdit.of(List.of(photo, second), List.of(new TagName("lamp")), List.of()));

        SidecarExport.Outcome outcome = new SidecarExport(store.catalogue(), SidecarName.STEM)
                .write(List.of(photo, second), ProgressListener.NONE, new CancellationToken());

        assertThat(outcome.written()).isEqualTo(1);
        assertThat(home.resolve("a.jpg.xmp")).doesNotExist();
        assertThat(read().keywords()).containsExactly(new Keyword(List.of("lamp")));
        assertThat(PhotoFindings.of(raw, new byte[0]).metadata().keywords()).isEmpty();
        assertThat(outcome.failures())
                .extracting(Message::english)
                .singleElement()
                .asString()
                .contains(home.resolve("a.xmp").toString(), "was left as it is", "the ending jpg");
    }

    @Test
    void aTagThatWasTakenOffLeavesTheSidecarAndDoesNotComeBack() {
        tag(List.of("lamp", "red"), List.of());
        export(photo);
        tag(List.of(), List.of("LAMP"));
        PhotoMetadata old = read();
        store.catalogue().write(writer -> writer.putMetadata(file, old, 1));
        assertThat(store.catalogue().tags().photos("lamp", false)).isEmpty();
        export(photo);
        assertThat(read().keywords()).containsExactly(new Keyword(List.of("red")));
    }

    @Test
    void whatCannotBeWrittenIsASentenceAndStopsNothing() throws IOException {
        tag(List.of("lamp"), List.of());
        Path other = Files.writeString(home.resolve("b.jpg"), "b");
        Path notes = Files.writeString(home.resolve("b.jpg.xmp"), "my notes");
        Path folder = Files.writeString(home.resolve("c.jpg"), "c");
        Files.createDirectories(home.resolve("c.jpg.xmp"));
        PhotoId second = add(other);
        PhotoId third = add(folder);
        List<PhotoId> all = List.of(second, third, photo);
        store.catalogue().tags().apply(TagEdit.of(all, List.of(new TagName("red")), List.of()));

        SidecarExport.Outcome outcome = export(all.toArray(PhotoId[]::new));

        assertThat(outcome.written()).isEqualTo(1);
        assertThat(outcome.failures()).hasSize(2);
        assertThat(outcome.failures().getFirst().english()).contains(notes.toString(), "was left as it is");
        assertThat(notes).hasContent("my notes");
    }

    @Test
    void photosWithoutAnythingToSayGetNoSidecar() {
        assertThat(export(photo)).isEqualTo(new SidecarExport.Outcome(0, 1, List.of()));
        PhotoMetadata said = new PhotoMetadata(List.of(new Keyword(List.of("lamp"))), null, null, null, null, 4, null);
        store.catalogue().write(writer -> writer.putMetadata(file, said, 1));
        assertThat(export(photo)).as("its file says so itself").isEqualTo(new SidecarExport.Outcome(0, 1, List.of()));
        assertThat(home.resolve("a.jpg.xmp")).doesNotExist();

        tag(List.of("red"), List.of());
        export(photo);
        assertThat(read().keywords()).as("all of it, once there is one").hasSize(2);
    }

    @Test
    void itTellsHowFarItIsAndStopsWhenItIsTold() {
        tag(List.of("lamp"), List.of());
        List<Progress> seen = new ArrayList<>();
        CancellationToken token = new CancellationToken();
        SidecarExport export = new SidecarExport(store.catalogue(), SidecarName.WHOLE);
        export.write(List.of(photo), seen::add, token);
        assertThat(seen).containsExactly(Progress.of("export.sidecars", 1, 1));
        token.cancel();
        assertThatThrownBy(() -> export.write(List.of(photo), seen::add, token))
                .isInstanceOf(CancellationException.class);
    }
}
