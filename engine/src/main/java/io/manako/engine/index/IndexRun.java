package io.manako.engine.index;

import io.manako.engine.library.FolderChanges;
import io.manako.engine.library.FolderScan;
import io.manako.engine.library.FoundFile;
import io.manako.engine.library.PhotoFindings;
import io.manako.engine.library.Roots;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.FileRow;
import io.manako.engine.store.FileStamp;
import io.manako.engine.store.FileState;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.StoreException;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.Encoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run from the first folder to the report, on one thread. */
final class IndexRun {
    private static final Logger LOG = LoggerFactory.getLogger(IndexRun.class);
    private static final String JOURNAL = "decoding.bin";
    private static final long REPORT_NANOS = 100_000_000;

    private final LibraryStore store;
    private final Catalogue catalogue;
    private final Encoder encoder;
    private final Function<Set<PhotoId>, Intake> intakes;
    private final int decoderThreads;
    private final RunControl control;
    private final ProgressListener listener;
    private final Tally tally;

    private final RateMeter meter = new RateMeter();
    /** Folders that were there when they were scanned, and are no more. */
    private final Set<Path> lost = ConcurrentHashMap.newKeySet();

    /** Files whose metadata are to be read and nothing else. */
    private final List<FileRow> stale = new ArrayList<>();

    private long pausedNanos;
    private long lastReport;

    /** @param intakes makes the run's intake, from the photos that have descriptors */
    IndexRun(
            LibraryStore store,
            Encoder encoder,
            Function<Set<PhotoId>, Intake> intakes,
            int decoderThreads,
            Tally tally,
            RunControl control,
            ProgressListener listener) {
        this.store = store;
        this.catalogue = store.catalogue();
        this.encoder = encoder;
        this.intakes = intakes;
        this.decoderThreads = decoderThreads;
        this.tally = tally;
        this.control = control;
        this.listener = listener;
    }

    /** @param wanted folders, or none for all of the library */
    IndexReport over(List<Path> wanted) {
        long start = System.nanoTime();
        boolean cancelled = false;
        store.requireWritable();
        try {
            awaitTurn();
            Path journalFile = store.directory().resolve(JOURNAL);
            countCrashes(journalFile);
            List<Path> folders = wanted.isEmpty() ? catalogue.roots() : Roots.add(catalogue, wanted);
            Set<PhotoId> described = ConcurrentHashMap.newKeySet();
            described.addAll(store.descriptors(encoder.model()).ids());
            Set<PhotoId> unhashed = catalogue.photosWithoutHash();
            List<FoundFile> work = new ArrayList<>();
            for (Path folder : folders) {
                work.addAll(scan(folder, photo -> described.contains(photo) && !unhashed.contains(photo)));
            }
            new MetadataPass(
                            catalogue,
                            PhotoFindings::of,
                            tally,
                            this::awaitTurn,
                            progress -> report(progress, progress.done() == progress.total()))
                    .over(stale);
            // Who was being decoded at a crash comes first, and so is cleared or found guilty in the first moments of
            // this run:
            // whoever ends it later by chance does not meet the same file again.
            Set<Path> suspects = catalogue.decodeSuspects();
            work.sort(Comparator.comparing(file -> !suspects.contains(file.path())));
            try (DecodeJournal journal = DecodeJournal.open(journalFile, decoderThreads)) {
                process(work, folders, described, unhashed, journal);
            }
        } catch (CancellationException e) {
            cancelled = true;
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Kind.FAILED,
                    Message.of("engine.index.unwritable", store.directory(), e.getMessage()),
                    e);
        }
        lost.forEach(this::markOffline);
        backUp();
        return tally.report(cancelled, (System.nanoTime() - start - pausedNanos) / 1e9);
    }

    /** Whoever was being decoded when the last process died is counted, durably, before anything is decoded again. */
    private void countCrashes(Path journalFile) throws IOException {
        List<Path> crashed = DecodeJournal.inFlight(journalFile);
        if (crashed.isEmpty()) {
            return;
        }
        LOG.warn("The last process ended while it decoded {}", crashed);
        catalogue.write(writer -> {
            for (Path file : crashed) {
                FileStamp stamp = stamp(file);
                if (stamp != null) {
                    writer.countDecodeCrash(file, stamp);
                }
            }
        });
    }

    private static @Nullable FileStamp stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(
                    attributes.size(), attributes.lastModifiedTime().toMillis());
        } catch (IOException e) {
            return null;
        }
    }

    /** Compares a folder with the catalogue, writes down what is known without reading files, and returns the others. */
    private List<FoundFile> scan(Path folder, Predicate<PhotoId> complete) {
        int before = tally.found;
        FolderScan scan = FolderScan.of(folder, count -> {
            awaitTurn();
            report(Progress.of("index.scan", before + count, -1), false);
        });
        FolderChanges changes = FolderChanges.between(scan, catalogue);
        catalogue.write(changes::apply);

        tally.found += scan.files().size();
        tally.missing += changes.count(FileState.MISSING);
        tally.offline += changes.count(FileState.OFFLINE);
        tally.unreadable += changes.stillUnreadable().size() + scan.unlistable().size();
        scan.skipped()
                .values()
                .forEach(formats ->
                        formats.forEach((format, files) -> tally.skipped.merge(format, files, Integer::sum)));
        if (!scan.reachable()) {
            scan.unlistable().forEach(refused -> tally.notices.add(refused.message()));
        }
        report(Progress.of("index.scan", tally.found, -1), true);

        List<FoundFile> work = new ArrayList<>(changes.fresh());
        Set<PhotoId> queued = new HashSet<>();
        Set<Path> reread = new HashSet<>();
        changes.stale().forEach(row -> reread.add(row.path()));
        for (FileRow row : changes.same()) {
            if (complete.test(row.photo()) || !queued.add(row.photo())) {
                tally.unchanged++;
                if (reread.contains(row.path())) {
                    stale.add(row);
                }
            } else {
                work.add(new FoundFile(row.path(), row.stamp()));
            }
        }
        return work;
    }

    private void process(
            List<FoundFile> work,
            List<Path> folders,
            Set<PhotoId> described,
            Set<PhotoId> unhashed,
            DecodeJournal journal) {
        if (!work.isEmpty()) {
            // Loading OpenCV takes a moment, in which no file shall be taken for one that is being decoded.
            PictureWriter.png(new Raster(1, 1, new byte[3]));
        }
        Intake intake = intakes.apply(described);
        Preparation preparation = new Preparation(catalogue, encoder, described, unhashed, journal);
        reportEncoding(work.size(), true);
        try (Decoders decoders = new Decoders(work, preparation, decoderThreads, this::isInLostFolder, control)) {
            try {
                Prepared prepared = decoders.take();
                while (prepared != null) {
                    awaitTurn();
                    if (prepared instanceof Prepared.Vanished vanished && isInLostFolder(vanished.file(), folders)) {
                        tally.offline++;
                        tally.done++;
                    } else {
                        intake.take(prepared);
                    }
                    reportEncoding(work.size(), false);
                    prepared = decoders.take();
                }
                awaitTurn();
                intake.finish();
            } catch (CancellationException e) {
                intake.commit();
                throw e;
            }
        }
        reportEncoding(work.size(), true);
    }

    private boolean isInLostFolder(FoundFile file) {
        return lost.stream().anyMatch(folder -> file.path().startsWith(folder));
    }

    /** One file that is gone was deleted; where its whole folder is gone, a drive was unplugged. */
    private boolean isInLostFolder(FoundFile file, List<Path> folders) {
        if (isInLostFolder(file)) {
            return true;
        }
        for (Path folder : folders) {
            if (file.path().startsWith(folder) && !hasContent(folder)) {
                lost.add(folder);
                tally.notices.add(Message.of("engine.index.unplugged", folder));
                return true;
            }
        }
        return false;
    }

    private static boolean hasContent(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private void markOffline(Path folder) {
        Map<Path, FileRow> files = catalogue.filesUnder(folder);
        catalogue.write(writer -> files.keySet().forEach(file -> writer.setState(file, FileState.OFFLINE)));
    }

    /** A backup that fails does not undo the run. */
    private void backUp() {
        try {
            store.backUp();
        } catch (StoreException e) {
            tally.notices.add(Message.of("engine.store.not-backed-up", e.wording()));
        }
    }

    private void awaitTurn() {
        long start = System.nanoTime();
        if (control.awaitTurn()) {
            pausedNanos += System.nanoTime() - start;
            meter.restart();
        }
    }

    private void reportEncoding(int total, boolean always) {
        long now = System.nanoTime();
        if (always || now - lastReport >= REPORT_NANOS) {
            report(meter.progress("index.encode", tally.done, total, now), true);
        }
    }

    private void report(Progress progress, boolean always) {
        long now = System.nanoTime();
        if (always || now - lastReport >= REPORT_NANOS) {
            lastReport = now;
            listener.onProgress(progress);
        }
    }
}
