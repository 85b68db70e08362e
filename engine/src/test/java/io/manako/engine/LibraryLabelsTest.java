package io.manako.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.labels.LabelException;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.PhotoRegion;
import io.manako.engine.store.PhotoRow;
import io.manako.engine.store.PhotoTag;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was learned of tags is kept with the library, as long as it is true. */
@Timeout(120)
class LibraryLabelsTest {
    private static final TagName LAMP = new TagName("lamp");
    private static final TagName CUP = new TagName("cup");

    @TempDir
    Path home;

    private TinyHome tiny;
    private Engine engine;
    private PhotoLibrary library;
    private List<PhotoId> photos;

    @BeforeEach
    void index() throws IOException {
        tiny = TinyHome.make(home);
        open(TinyHome.MODEL);
        library.indexAndWait(List.of(tiny.photos()), ProgressListener.NONE);
        photos = library.photos().stream().map(PhotoRow::id).sorted().toList();
        tag(LAMP, 0, 5);
        tag(CUP, 5, 9);
    }

    private void open(String model) throws IOException {
        engine = Engine.open(tiny.config(model));
        library = engine.openLibrary(tiny.library());
    }

    private void openAgain(String model) throws IOException {
        engine.close();
        open(model);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void tag(TagName tag, int from, int to) {
        library.tags().apply(TagEdit.of(photos.subList(from, to), List.of(tag), List.of()));
    }

    private LearnedTags learn(@Nullable TagName tag) throws LabelException {
        return library.learnTags(tag, ProgressListener.NONE, new CancellationToken());
    }

    private static List<TagSuggestion> suggestions(LearnedTags learned) {
        return learned.suggest(null, TinyHome.PHOTOS, new CancellationToken());
    }

    private Path kept() throws IOException {
        try (Stream<Path> files = Files.list(tiny.library())) {
            List<Path> labels = files.filter(
                            file -> file.getFileName().toString().startsWith("labels-"))
                    .toList();
            assertThat(labels).hasSize(1);
            return labels.getFirst();
        }
    }

    @Test
    void theNextStartHasItAtOnceUntilATagChanges() throws Exception {
        LearnedTags first = learn(null);
        assertThat(first.reused()).isFalse();
        List<TagSuggestion> suggested = suggestions(first);

        openAgain(TinyHome.MODEL);
        LearnedTags next = learn(null);
        assertThat(next.reused()).isTrue();
        assertThat(suggestions(next)).isEqualTo(suggested).isNotEmpty();
        assertThat(next.photos()).isEqualTo(9);
        assertThat(next.examples(CUP)).isEqualTo(4);
        assertThat(next.tags()).containsExactly(CUP, LAMP);
        LearnedTags lamp = learn(LAMP);
        assertThat(lamp.reused()).isTrue();
        assertThat(lamp.tags()).containsExactly(LAMP);

        library.tags().apply(TagEdit.of(List.of(photos.get(11)), List.of(), List.of(LAMP)));
        assertThat(learn(LAMP).reused()).as("a rejection was not learned").isFalse();
        assertThat(learn(null).reused()).isFalse();
        assertThat(learn(null).reused()).isTrue();
    }

    @Test
    void whereATagIsIsLearnedToo() throws Exception {
        List<TagSuggestion> before = suggestions(learn(null));
        library.tags().apply(TagEdit.of(photos.subList(0, 5), List.of(), List.of(LAMP)));
        library.tags()
                .apply(new TagEdit(
                        photos.subList(0, 5).stream()
                                .map(photo ->
                                        new PhotoTag(photo, LAMP, new PhotoRegion(0, 0, 0.3f, 0.3f), Instant.EPOCH))
                                .toList(),
                        List.of()));
        LearnedTags placed = learn(null);
        assertThat(placed.reused()).isFalse();
        assertThat(placed.examples(LAMP)).isEqualTo(5);
        assertThat(suggestions(placed)).isNotEqualTo(before);
        assertThat(learn(null).reused()).isTrue();
    }

    @Test
    void ofAllTagsOnlyIsKept() throws Exception {
        learn(LAMP);
        assertThat(learn(null).reused()).isFalse();
        assertThatThrownBy(() -> learn(new TagName("dog"))).isInstanceOf(LabelException.class);
    }

    @Test
    void anotherModelLearnsByItself() throws Exception {
        learn(null);
        openAgain(TinyHome.OTHER);
        library.indexAndWait(List.of(), ProgressListener.NONE);
        Path other = kept();
        assertThat(learn(null).reused()).isFalse();
        Files.delete(other);

        // Not even under its name is the one taken for the other.
        Path own = kept();
        openAgain(TinyHome.MODEL);
        learn(null);
        Files.copy(other, own, StandardCopyOption.REPLACE_EXISTING);
        openAgain(TinyHome.OTHER);
        assertThat(learn(null).reused()).isFalse();
        assertThat(learn(null).reused()).isTrue();
    }

    @Test
    void whatIsOfNoUseIsLearnedAgain() throws Exception {
        List<TagSuggestion> right = suggestions(learn(null));
        Path file = kept();
        byte[] whole = Files.readAllBytes(file);

        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        library.recallTags();
        assertThat(suggestions(learn(null))).isEqualTo(right);
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);

        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(1L << 30);
        }
        assertThat(learn(null).reused()).isFalse();
        assertThat(file).hasBinaryContent(whole);

        Files.delete(file);
        Files.createDirectory(file);
        Files.createFile(file.resolve("in the way"));
        assertThat(suggestions(learn(null))).as("it cannot be kept").isEqualTo(right);
    }

    @Test
    void whatIsOutOfDateIsLearnedAgainBehindTheUsersBack() throws Exception {
        learn(null);
        byte[] before = Files.readAllBytes(kept());
        tag(CUP, 9, 10);
        openAgain(TinyHome.MODEL);
        library.recallTags();
        while (Arrays.equals(before, Files.readAllBytes(kept()))) {
            Thread.sleep(20);
        }
        assertThat(learn(null).reused()).isTrue();
    }

    @Test
    void aCancelledLearningLeavesWhatWasKept() throws Exception {
        learn(null);
        byte[] before = Files.readAllBytes(kept());
        tag(CUP, 9, 10);
        CancellationToken cancelled = new CancellationToken();
        cancelled.cancel();
        assertThatThrownBy(() -> library.learnTags(null, ProgressListener.NONE, cancelled))
                .isInstanceOf(CancellationException.class);
        assertThat(kept()).hasBinaryContent(before);
    }

    @Test
    void itGoesWithTheDescriptorsItWasLearnedFrom() throws Exception {
        learn(null);
        Path file = kept();
        assertThat(library.store().descriptorUse())
                .singleElement()
                .satisfies(use -> assertThat(use.spare()).as("in use").isZero());
        openAgain(TinyHome.OTHER);
        library.store().dropDescriptors(TinyHome.MODEL);
        assertThat(file).doesNotExist();
    }
}
