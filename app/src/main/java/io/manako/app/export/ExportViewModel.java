package io.manako.app.export;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.Gallery;
import io.manako.app.gallery.QuerySession;
import io.manako.app.settings.Failures;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.engine.file.DiskFullException;
import io.manako.engine.library.SidecarExport;
import io.manako.engine.metadata.SidecarName;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes rankings and copies photos in the background, one job at a time, and says how it went. For the UI thread. */
public final class ExportViewModel {
    private static final Logger LOG = LoggerFactory.getLogger(ExportViewModel.class);

    private final Background background;
    private final Messages messages;
    private final Consumer<String> tell;
    private final Consumer<String> warn;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Progress> progress = new ReadOnlyObjectWrapper<>();
    private CancellationToken cancellation = new CancellationToken();
    private @Nullable Gallery gallery;

    /**
     * @param tell given a sentence on what was done
     * @param warn given a sentence on what could not be done
     */
    public ExportViewModel(Background background, Messages messages, Consumer<String> tell, Consumer<String> warn) {
        this.background = background;
        this.messages = messages;
        this.tell = tell;
        this.warn = warn;
    }

    public void use(Gallery opened) {
        gallery = opened;
    }

    /**
     * Writes a ranking into a file, in the format that the file's name asks for.
     *
     * @param otherwise the format where the name asks for none: its ending is added
     */
    public void export(Answer answer, Path chosen, ExportFormat otherwise) {
        Gallery from = gallery;
        if (from == null || running.get()) {
            return;
        }
        ExportFormat format = ExportFormat.of(chosen).orElse(otherwise);
        // The dialog asked whether the name may be replaced, but not the name with its ending.
        Path file = ExportFormat.of(chosen).isPresent()
                ? chosen
                : FileCopies.free(chosen.resolveSibling(chosen.getFileName() + format.ending()));
        QuerySession query = answer.session();
        if (query == null && !format.isList()) {
            warn.accept(messages.get("export.no-photo"));
            return;
        }
        // Its own, since the background needs the wording and the language may change meanwhile.
        Messages wording = new Messages(messages.language());
        CancellationToken token = begin();
        Consumer<Progress> report = background.newestOnUi(this::onProgress);
        run(
                file,
                () -> {
                    refuseAPhoto(from, query, file);
                    try (GalleryRanking ranking = new GalleryRanking(from, answer, wording::get)) {
                        Exporter.write(ranking, format, file, report::accept, token);
                    }
                    return file;
                },
                written -> tell.accept(messages.get("export.done", written)));
    }

    /** Copies photos into a folder, where nothing is replaced. */
    public void copy(List<Path> photos, Path folder) {
        if (running.get() || photos.isEmpty()) {
            return;
        }
        CancellationToken token = begin();
        Consumer<Progress> report = background.newestOnUi(this::onProgress);
        run(folder, () -> FileCopies.copy(photos, folder, report::accept, token), done -> {
            String sentence = messages.get("export.copied", done.copied().size(), folder);
            if (done.unreadable().isEmpty()) {
                tell.accept(sentence);
            } else {
                warn.accept(sentence + " "
                        + messages.get(
                                "export.not-copied",
                                done.unreadable().size(),
                                done.unreadable().getFirst().getFileName()));
            }
        });
    }

    /**
     * Writes tags and stars of photos into XMP files beside them.
     *
     * @param name of these files
     */
    public void writeSidecars(List<PhotoId> photos, SidecarName name) {
        Gallery from = gallery;
        if (from == null || running.get() || photos.isEmpty()) {
            return;
        }
        CancellationToken token = begin();
        Consumer<Progress> report = background.newestOnUi(this::onProgress);
        background.run(
                Lane.FILES,
                () -> from.writeSidecars(photos, name, report::accept, token),
                outcome -> {
                    end();
                    onSidecars(outcome);
                },
                failure -> {
                    end();
                    if (failure instanceof CancellationException) {
                        tell.accept(messages.get("export.cancelled"));
                    } else {
                        warn.accept(messages.get(Failures.message(failure)));
                    }
                });
    }

    private void onSidecars(SidecarExport.Outcome outcome) {
        String done = messages.get("export.sidecars-done", outcome.written(), outcome.unchanged());
        if (outcome.failures().isEmpty()) {
            tell.accept(done);
        } else {
            warn.accept(done + " "
                    + messages.get(
                            "export.sidecars-failed",
                            outcome.failures().size(),
                            messages.get(outcome.failures().getFirst())));
        }
    }

    private CancellationToken begin() {
        cancellation = new CancellationToken();
        running.set(true);
        return cancellation;
    }

    private <T> void run(Path target, Callable<T> work, Consumer<T> done) {
        background.run(
                Lane.FILES,
                work,
                result -> {
                    end();
                    done.accept(result);
                },
                failure -> {
                    end();
                    onFailure(target, failure);
                });
    }

    private void onProgress(Progress report) {
        if (running.get()) {
            progress.set(report);
        }
    }

    private void end() {
        running.set(false);
        progress.set(null);
    }

    /** A slip of the hand must not cost a photo. */
    private void refuseAPhoto(Gallery from, @Nullable QuerySession query, Path file) throws IOException {
        boolean isQuery = query != null && Files.exists(file) && Files.isSameFile(file, query.path());
        if (isQuery || Files.exists(file) && from.isPhoto(file)) {
            throw new FileSystemException(file.toString(), null, messages.get("export.is-photo"));
        }
    }

    private void onFailure(Path target, Exception failure) {
        if (failure instanceof CancellationException) {
            tell.accept(messages.get("export.cancelled"));
            return;
        }
        LOG.warn("not written: {}: {}", target, failure.toString());
        warn.accept(sentence(target, failure));
    }

    String sentence(Path target, Exception failure) {
        return switch (failure) {
            case DiskFullException e -> messages.get("export.disk-full", target);
            case AccessDeniedException e -> messages.get("export.no-permission", e.getFile());
            case NoSuchFileException e -> messages.get("export.no-folder", e.getFile());
            case FileSystemException e -> messages.get("export.failed", target, reason(e.getReason(), e));
            default -> messages.get("export.failed", target, reason(failure.getMessage(), failure));
        };
    }

    private static String reason(@Nullable String text, Exception failure) {
        return text == null ? failure.toString() : text;
    }

    /** Stops after the photo at hand; no half a file stays. */
    public void cancel() {
        cancellation.cancel();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** How far the job is, null where none runs. */
    public ReadOnlyObjectProperty<@Nullable Progress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** How far the job is, in words. */
    public ObservableValue<String> lineProperty() {
        return messages.text(
                () -> {
                    Progress now = progress.get();
                    return now == null ? "" : messages.get(now.stage(), now.done(), now.total());
                },
                progress);
    }
}
