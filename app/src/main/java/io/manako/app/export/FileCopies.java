package io.manako.app.export;

import io.manako.engine.file.DiskFullException;
import io.manako.engine.file.PartFiles;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/** Copies photos into a folder. Originals are only read, and nothing in the folder is ever replaced. Stateless. */
final class FileCopies {
    /**
     * What was done.
     *
     * @param copied files that are whole in the folder now
     * @param unreadable photos that could not be read
     */
    record Copied(List<Path> copied, List<Path> unreadable) {}

    private FileCopies() {}

    /**
     * Copies photos one after the other; a name that is taken gets a number, {@code lamp (2).jpg}.
     *
     * @throws IOException if the folder cannot be written; what was copied before stays
     * @throws java.util.concurrent.CancellationException if cancelled; what was copied before stays
     */
    static Copied copy(List<Path> photos, Path folder, ProgressListener progress, CancellationToken cancellation)
            throws IOException {
        List<Path> copied = new ArrayList<>();
        List<Path> unreadable = new ArrayList<>();
        for (int i = 0; i < photos.size(); i++) {
            cancellation.throwIfCancelled();
            progress.onProgress(Progress.of("export.copy", i, photos.size()));
            Path photo = photos.get(i);
            FileTime modified;
            InputStream opened;
            try {
                modified = Files.getLastModifiedTime(photo);
                opened = Files.newInputStream(photo);
            } catch (IOException e) {
                unreadable.add(photo);
                continue;
            }
            try (InputStream in = opened) {
                copied.add(copy(in, modified, String.valueOf(photo.getFileName()), folder));
            }
        }
        progress.onProgress(Progress.of("export.copy", photos.size(), photos.size()));
        return new Copied(copied, unreadable);
    }

    private static Path copy(InputStream in, FileTime modified, String name, Path folder) throws IOException {
        Path part = PartFiles.in(folder);
        try {
            try {
                Files.copy(in, part);
            } catch (IOException e) {
                if (Files.exists(part) && Files.getFileStore(folder).getUsableSpace() == 0) {
                    throw new DiskFullException(folder.resolve(name));
                }
                throw e;
            }
            while (true) {
                Path free = free(folder.resolve(name));
                try {
                    // Its time at last: a part file that looks old may be taken for one that was left.
                    return Files.setLastModifiedTime(Files.move(part, free), modified);
                } catch (FileAlreadyExistsException e) {
                    // Somebody else took the name since it was free: the next one.
                }
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The file itself if there is none of its name, else with the first number from 2 that is free. */
    static Path free(Path file) {
        if (!Files.exists(file)) {
            return file;
        }
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String ending = dot > 0 ? name.substring(dot) : "";
        int number = 2;
        while (Files.exists(file.resolveSibling(stem + " (" + number + ")" + ending))) {
            number++;
        }
        return file.resolveSibling(stem + " (" + number + ")" + ending);
    }
}
