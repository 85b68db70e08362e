package io.manako.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.library.PhotoFindings;
import io.manako.engine.metadata.TaggedFiles;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.task.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Keywords of files and of sidecars on indexing. */
class IndexerMetadataTest extends IndexerFixture {
    @Test
    void aPhotoWhoseMetadataWereRewrittenKeepsItsRow() throws IOException {
        Path file = Photos.write(folder.resolve("a.jpg"), 1);
        index(folder);
        PhotoId id = onlyPhoto().id();
        byte[] jpeg = Files.readAllBytes(file);
        byte[] comment = {(byte) 0xff, (byte) 0xfe, 0, 6, 'l', 'a', 'm', 'p'};
        byte[] rewritten = new byte[jpeg.length + comment.length];
        System.arraycopy(jpeg, 0, rewritten, 0, 2);
        System.arraycopy(comment, 0, rewritten, 2, comment.length);
        System.arraycopy(jpeg, 2, rewritten, 2 + comment.length, jpeg.length - 2);
        Files.write(file, rewritten);

        IndexReport report = index(folder);

        assertThat(report.encoded()).isZero();
        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(onlyPhoto().id()).isEqualTo(id);
        assertThat(index(folder).unchanged()).isEqualTo(1);
    }

    private List<String> tags() {
        PhotoId photo = onlyPhoto().id();
        return store.catalogue().tags().of(List.of(photo)).getOrDefault(photo, List.of()).stream()
                .map(tag -> tag.tag().text())
                .toList();
    }

    @Test
    void keywordsOfFilesBecomeTagsAndFollowTheFile() throws IOException {
        Path file = Photos.write(folder.resolve("a.jpg"), 1);
        byte[] bare = Files.readAllBytes(file);
        Files.write(file, TaggedFiles.withXmp(bare, TaggedFiles.keywords("lamp", "赤い")));
        index(folder);
        assertThat(tags()).containsExactly("lamp", "赤い");

        Files.write(file, TaggedFiles.withXmp(bare, TaggedFiles.keywords("chair")));
        touch(file, 1);
        assertThat(index(folder).encoded()).isZero();
        assertThat(tags()).containsExactly("chair");
    }

    @Test
    void photosThatAreIndexedGetTheirKeywordsWithoutBeingEncodedOrHashedAgain() throws IOException {
        Path file = Photos.write(folder.resolve("a.jpg"), 1);
        index(folder);
        Path sidecar = Files.writeString(folder.resolve("a.jpg.xmp"), TaggedFiles.keywords("lamp"));
        encoder.onFit = picture -> {
            throw new AssertionError("decoded again");
        };
        List<Progress> seen = new CopyOnWriteArrayList<>();

        IndexReport report = indexer.start(List.of(), seen::add).result().join();

        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(report.notices()).isEmpty();
        assertThat(tags()).containsExactly("lamp");
        assertThat(seen).extracting(Progress::stage).contains("index.metadata");
        seen.clear();
        indexer.start(List.of(), seen::add).result().join();
        assertThat(seen).extracting(Progress::stage).as("once is enough").doesNotContain("index.metadata");

        Files.writeString(sidecar, TaggedFiles.keywords("chair"));
        touch(sidecar, 1);
        index();
        assertThat(tags()).containsExactly("chair");
        Files.delete(sidecar);
        index();
        assertThat(tags()).isEmpty();
        assertThat(file).exists();
    }

    @Test
    void aFileThatBringsItsReaderDownKeepsNoOtherFromBeingRead() throws IOException {
        List<String> names = List.of("a.jpg", "b.jpg", "c.jpg");
        for (String name : names) {
            Photos.write(folder.resolve(name), names.indexOf(name));
        }
        index(folder);
        for (String name : names) {
            Files.writeString(folder.resolve(name + ".xmp"), TaggedFiles.keywords("of " + name));
        }
        MetadataPass.Reader reader = file -> {
            if (file.endsWith("b.jpg")) {
                throw new ArrayIndexOutOfBoundsException("hostile");
            }
            return PhotoFindings.of(file);
        };

        new MetadataPass(store.catalogue(), reader, new Tally(), () -> {}, progress -> {})
                .over(List.copyOf(store.catalogue().filesUnder(folder).values()));

        assertThat(store.catalogue().tags().all())
                .extracting(tag -> tag.name().text())
                .containsExactlyInAnyOrder("of a.jpg", "of c.jpg");
    }

    @Test
    void aSidecarCountsMoreThanTheFileAndTheOneOfTheFullNameMost() throws IOException {
        Path file = Photos.write(folder.resolve("a.jpg"), 1);
        Files.write(file, TaggedFiles.withXmp(Files.readAllBytes(file), TaggedFiles.keywords("inside")));
        Files.writeString(folder.resolve("a.XMP"), TaggedFiles.keywords("short"));
        index(folder);
        assertThat(tags()).containsExactly("short");
        Files.writeString(folder.resolve("a.jpg.xmp"), TaggedFiles.keywords("full"));
        index(folder);
        assertThat(tags()).containsExactly("full");
    }

    @Test
    void brokenSidecarsAreAFewSentencesAndStopNothing() throws IOException {
        for (int i = 0; i < 6; i++) {
            Photos.write(folder.resolve(i + ".png"), i);
            Files.writeString(folder.resolve(i + ".xmp"), "<html>");
        }

        IndexReport report = index(folder);

        assertThat(report.encoded()).isEqualTo(6);
        assertThat(report.unreadable()).isZero();
        assertThat(report.notices()).hasSize(4);
        assertThat(report.notices().getFirst().english()).contains(".xmp").contains("it is no XMP document");
        assertThat(report.notices().getLast().english()).startsWith("3 more files");
        assertThat(index(folder).notices()).as("said once").isEmpty();
    }
}
