package io.manako.engine.models;

import io.manako.engine.checkpoint.CheckpointException;
import io.manako.engine.checkpoint.StateDict;
import io.manako.engine.file.PartFiles;
import io.manako.engine.message.Message;
import io.manako.engine.net.Download;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.DjlEncoder;
import io.manako.engine.vit.Eyesight;
import io.manako.engine.vit.KnownModel;
import io.manako.engine.vit.KnownModels;
import io.manako.engine.vit.LoadedWeights;
import io.manako.engine.vit.ModelCatalogue;
import io.manako.engine.vit.ModelException;
import io.manako.engine.vit.ModelRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The user's models folder: a file becomes a model once it is whole and was tried, not before. Thread-safe; whatever fails
 * or is cancelled leaves the folder as it was.
 */
public final class ModelFolder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    private final ModelCatalogue catalogue;

    /**
     * A model that came.
     *
     * @param bytes of its weights file
     */
    public record Added(String name, Path file, long bytes, ModelRecord record) {}

    /** @param home the user's data */
    public ModelFolder(Path home) {
        catalogue = new ModelCatalogue(home);
    }

    /**
     * Copies a weights file into the folder; one that PyTorch saved (.pth, .pt) becomes a safetensors file.
     *
     * @param name what it is called from then on; null: as the catalogue calls it, if it knows the file's name, else like
     *     the file
     * @param replace whether it may take the place of a model of that name
     * @throws ModelException with a whole sentence, if the name is taken or none, or the weights cannot be used
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public Added add(
            Path file,
            @Nullable String name,
            boolean replace,
            ProgressListener progress,
            CancellationToken cancellation)
            throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file)) {
            throw new ModelException(file + " is no file: give the weights file itself.");
        }
        String stem = stem(file);
        String called = name == null
                ? KnownModels.ofFile(stem, null).map(KnownModel::name).orElse(stem)
                : name;
        requireFree(called, replace);
        Files.createDirectories(catalogue.folder());
        Path part = PartFiles.in(catalogue.folder());
        try {
            WeightsCopy copy = new WeightsCopy(progress, cancellation);
            String sha256 = StateDict.looksLike(file) ? copy.convert(file, file, part) : copy.copy(file, part);
            return settle(part, file, called, file.toAbsolutePath().toString(), sha256, progress, cancellation);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Fetches a model of the catalogue. What came before it was cancelled, or before the connection broke, stays, and the next
     * call goes on there.
     *
     * @param address where its file is: the authors' address, or another one that has the same file
     * @param replace whether it may take the place of a model of that name
     * @throws io.manako.engine.net.NetException with a whole sentence, if the file did not come or is another one
     * @throws ModelException with a whole sentence, if the weights cannot be used
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public Added download(
            KnownModel model, URI address, boolean replace, ProgressListener progress, CancellationToken cancellation)
            throws IOException {
        requireFree(model.name(), replace);
        Files.createDirectories(catalogue.folder());
        Path come = download(model.name());
        String sha256 = new Download(address, model.sha256(), progress, cancellation).to(come);
        Path called = Path.of(model.name());
        Path part = PartFiles.in(catalogue.folder());
        try {
            if (StateDict.looksLike(come)) {
                new WeightsCopy(progress, cancellation).convert(come, called, part);
            } else {
                Files.move(come, part);
            }
            Added added = settle(part, called, model.name(), address.toString(), sha256, progress, cancellation);
            Download.discard(come);
            return added;
        } catch (ModelException | CheckpointException e) {
            Download.discard(come); // it will be no better the next time
            throw e;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Deletes a model's files, and what has come of it so far where it was not fetched to the end.
     *
     * @throws ModelException if there is neither
     */
    public void remove(String name) throws IOException {
        Path file = catalogue.fileOf(name);
        if (isEmbedded(name)) {
            throw new ModelException(Message.of("engine.models.embedded"), null);
        }
        boolean begun = Files.exists(download(name));
        Download.discard(download(name));
        if (!Files.deleteIfExists(file) && !begun) {
            throw new ModelException(Message.of("engine.models.none", name, catalogue.folder()), null);
        }
        ModelRecord.delete(file);
    }

    /** Where a model lies while it comes. */
    private Path download(String name) {
        return catalogue.folder().resolve("." + name.replaceAll("[^A-Za-z0-9._-]", "_") + ".download");
    }

    /** Tries a part; if it can be used it becomes the model. */
    private Added settle(
            Path part,
            Path called,
            String name,
            String origin,
            String originSha256,
            ProgressListener progress,
            CancellationToken cancellation)
            throws IOException {
        progress.onProgress(Progress.of("models.check", 0, -1));
        String sha256 = tried(part, called);
        cancellation.throwIfCancelled();
        Path file = catalogue.fileOf(name);
        // No record for a moment rather than one of another file.
        ModelRecord.delete(file);
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING); // some network drives
        }
        ModelRecord record = new ModelRecord(sha256, origin, originSha256);
        record.write(file);
        return new Added(name, file, Files.size(file), record);
    }

    /**
     * Loads weights as for use and looks at pictures with them.
     *
     * @param called the file that messages name
     * @return SHA-256 of what was tried
     */
    private static String tried(Path weights, Path called) throws ModelException {
        try (LoadedWeights loaded = LoadedWeights.open(weights, called, false, 0);
                DjlEncoder encoder = DjlEncoder.load(loaded, 0)) {
            Eyesight.require(encoder, called);
            return loaded.sha256();
        }
    }

    private void requireFree(String name, boolean replace) throws ModelException {
        if (!NAME.matcher(name).matches() || isEmbedded(name)) {
            throw new ModelException(Message.of("engine.models.name", name), null);
        }
        if (!replace && Files.exists(catalogue.fileOf(name))) {
            throw new ModelException(Message.of("engine.models.taken", name), null);
        }
    }

    private static boolean isEmbedded(String name) {
        return name.equals(LoadedWeights.EMBEDDED) || name.equals("embedded");
    }

    /** A file's name without its ending; characters that no model's name has become underscores. */
    private static String stem(Path file) {
        return String.valueOf(file.getFileName())
                .replaceFirst("\\.(safetensors|pth|pt|bin)$", "")
                .replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
