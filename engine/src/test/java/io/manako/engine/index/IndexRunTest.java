package io.manako.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.msba.WindowLayout;
import io.manako.engine.store.FileState;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A run that is watched, paused, cancelled or loses its files on the way. */
class IndexRunTest extends IndexerFixture {
    @Test
    void aCancelledRunKeepsWhatItHasAndTheNextOneEndsAsIfNothingHadHappened() throws IOException {
        Photos.writeMany(folder, 60);
        IndexJob[] job = new IndexJob[1];
        CountDownLatch started = new CountDownLatch(1);
        encoder.onEncode = () -> {
            await(started);
            if (encoder.encoded.get() >= 16) {
                job[0].cancel();
            }
        };
        job[0] = indexer.start(List.of(folder), ProgressListener.NONE);
        started.countDown();
        IndexReport report = job[0].result().join();

        assertThat(report.cancelled()).isTrue();
        assertThat(report.encoded()).isBetween(16, 59);
        encoder.onEncode = () -> {};
        assertThat(index(folder).encoded()).isEqualTo(60 - report.encoded());
        assertThat(Photos.rows(store, encoder.model())).isEqualTo(undisturbed());
    }

    /** The rows of a library that was indexed in one go. */
    private Map<Path, String> undisturbed() {
        try (LibraryStore other = LibraryStore.open(home.resolve("other library"));
                Indexer plain = new Indexer(other, new FakeEncoder().describing(), new WindowLayout(1, 2), 1)) {
            plain.start(List.of(folder), ProgressListener.NONE).result().join();
            return Photos.rows(other, encoder.model());
        }
    }

    @Test
    void aPausedRunStandsStillUntilItIsResumed() throws IOException {
        Photos.writeMany(folder, 40);
        IndexJob[] job = new IndexJob[1];
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch paused = new CountDownLatch(1);
        encoder.onEncode = () -> {
            await(started);
            if (paused.getCount() == 1) {
                job[0].pause();
                paused.countDown();
            }
        };
        job[0] = indexer.start(List.of(folder), ProgressListener.NONE);
        started.countDown();
        await(paused);
        assertThat(job[0].isPaused()).isTrue();
        assertThatThrownBy(() -> job[0].result().get(300, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        assertThat(encoder.batchSizes).hasSizeLessThanOrEqualTo(1);
        job[0].resume();
        assertThat(job[0].result().join().encoded()).isEqualTo(40);
    }

    @Test
    void aRunBesideTheOthersLetsThemPassAndGoesOn() throws IOException {
        Photos.writeMany(folder, 40);
        index(folder);
        FakeEncoder other = new FakeEncoder("other");
        List<IndexReport> finished = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        other.onEncode = () -> {
            begun.countDown();
            await(asked);
        };
        IndexJob beside = indexer.startBeside(new Describer(other, fresh -> {}, finished::add), ProgressListener.NONE);
        await(begun);
        beside.pause(); // whoever pauses it does not mean the others
        Photos.write(folder.resolve("new.png"), 99);
        IndexJob usual = indexer.start(List.of(), ProgressListener.NONE);
        asked.countDown();

        assertThat(usual.result().join().encoded()).isEqualTo(1);
        assertThat(beside.result()).isNotDone();
        assertThat(other.encoded.get()).isBetween(1, 39);
        beside.resume();
        assertThat(beside.result().join().cancelled()).isFalse();
        assertThat(finished).containsExactly(beside.result().join());
        assertThat(other.encoded).hasValue(41);
        assertThat(Photos.rows(store, other.model())).hasSameSizeAs(Photos.rows(store, encoder.model()));
    }

    @Test
    void aPausedRunCanBeCancelledAndClosingWaitsForIt() throws IOException {
        Photos.writeMany(folder, 40);
        CountDownLatch paused = new CountDownLatch(1);
        encoder.onEncode = () -> await(paused);
        IndexJob job = indexer.start(List.of(folder), ProgressListener.NONE);
        job.pause();
        IndexJob waiting = indexer.start(List.of(folder), ProgressListener.NONE);
        paused.countDown();
        indexer.close();
        assertThat(job.result().join().cancelled()).isTrue();
        assertThat(waiting.result().join().cancelled()).isTrue();
    }

    @Test
    void progressEndsAtTheTotalAndNeverGoesBack() throws IOException {
        Photos.writeMany(folder, 30);
        List<Progress> seen = new ArrayList<>();
        indexer.start(List.of(folder), seen::add).result().join();
        List<Progress> encoding =
                seen.stream().filter(p -> p.stage().equals("index.encode")).toList();
        assertThat(seen.getFirst().stage()).isEqualTo("index.scan");
        assertThat(encoding).extracting(Progress::done).isSorted();
        assertThat(encoding.getLast().done()).isEqualTo(30);
        assertThat(encoding.getLast().total()).isEqualTo(30);
    }

    @Test
    void aFileDeletedBetweenScanAndDecodingIsMissingAndNoError() throws IOException {
        Photos.writeMany(folder, 6);
        Path victim = folder.resolve("sub2/5.png");
        ProgressListener deleting = progress -> {
            if (progress.stage().equals("index.scan") && progress.done() == 6) {
                delete(victim);
            }
        };
        IndexReport report = indexer.start(List.of(folder), deleting).result().join();
        assertThat(report.encoded()).isEqualTo(5);
        assertThat(report.missing()).isEqualTo(1);
        assertThat(store.catalogue().unreadable()).isEmpty();
    }

    @Test
    void aFolderThatVanishesWhileIndexingEndsWithANoticeAndOfflinePhotos() throws IOException {
        Photos.writeMany(folder, 120);
        Path away = home.resolve("away");
        encoder.onEncode = () -> {
            if (Files.exists(folder)) {
                move(folder, away);
            }
        };
        IndexReport report = index(folder);

        assertThat(report.notices()).singleElement().asString().contains("unplugged", folder.toString());
        assertThat(report.encoded()).isPositive();
        assertThat(store.catalogue().photos())
                .hasSize(report.encoded())
                .allMatch(photo -> photo.state() == FileState.OFFLINE);
        encoder.onEncode = () -> {};
        move(away, folder);
        assertThat(index().encoded()).isEqualTo(120 - report.encoded());
        assertThat(Photos.rows(store, encoder.model())).isEqualTo(undisturbed());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
