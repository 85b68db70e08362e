package io.manako.engine.vit;

import ai.djl.util.Utils;
import io.manako.engine.file.DiskFullException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * PyTorch's natives for CUDA, unpacked and named to DJL. DJL by itself takes them only where it finds {@code libcudart} on the
 * system's path, which is where somebody installed CUDA's toolkit; the natives bring their own, and a driver is all they need.
 *
 * @param version of the natives, {@code flavour} as {@code cu124}, {@code classifier} as {@code linux-x86_64}
 * @param libraries names of files
 */
record CudaNatives(String version, String flavour, String classifier, List<String> libraries) {
    static final String LIBRARY_PATH = "PYTORCH_LIBRARY_PATH";
    static final String FLAVOUR = "PYTORCH_FLAVOR";

    private static final String UNFINISHED = "unpacking-"; // and the process that does

    /** So little is left of a disk, in bytes, that it was what failed. */
    private static final long FULL = 16 << 20;

    /** What a description says, as DJL's packages have it. */
    static CudaNatives described(URL description) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = description.openStream()) {
            properties.load(in);
        }
        return new CudaNatives(
                properties.getProperty("version", ""),
                properties.getProperty("flavor", ""),
                properties.getProperty("classifier", ""),
                List.of(properties.getProperty("libraries", "").split(",")));
    }

    /**
     * Lets DJL, which has not started yet, take the natives for CUDA among a class loader's resources; where a user named a
     * folder of natives, that one stays.
     *
     * @throws IOException if they cannot be unpacked; nothing is left behind then
     */
    static void choose(ClassLoader all) throws IOException {
        if (Utils.getEnvOrSystemProperty(LIBRARY_PATH) != null) {
            return;
        }
        for (URL description : CpuNatives.ofCuda(all)) {
            CudaNatives natives = described(description);
            Path folder = natives.unpack(all, Utils.getEngineCacheDir("pytorch"));
            System.setProperty(LIBRARY_PATH, folder.toString());
            System.setProperty(FLAVOUR, natives.flavour);
            return;
        }
    }

    /**
     * The folder with the libraries, made if there is none: beside it first, so that a folder by that name is whole.
     *
     * @throws DiskFullException if there is no room for them
     */
    Path unpack(ClassLoader all, Path cache) throws IOException {
        Path folder = cache.resolve(version + "-" + flavour + "-" + classifier);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Files.createDirectories(cache);
        deleteWhatTheDeadLeft(cache);
        Path made = Files.createDirectory(
                cache.resolve(UNFINISHED + ProcessHandle.current().pid()));
        try {
            for (String library : libraries) {
                copy(all, library, made);
            }
            try {
                Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                delete(made); // another process was as fast
            }
        } catch (IOException | RuntimeException e) {
            delete(made);
            throw e;
        }
        return folder;
    }

    /** A trial that takes too long is killed, and gigabytes would stay of each. */
    private static void deleteWhatTheDeadLeft(Path cache) throws IOException {
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(cache, UNFINISHED + "*")) {
            for (Path folder : unfinished) {
                long pid = Long.parseLong(folder.getFileName().toString().substring(UNFINISHED.length()));
                if (pid == ProcessHandle.current().pid()
                        || ProcessHandle.of(pid).isEmpty()) {
                    delete(folder);
                }
            }
        }
    }

    private void copy(ClassLoader all, String library, Path to) throws IOException {
        try (InputStream in = all.getResourceAsStream("pytorch/" + flavour + "/" + classifier + "/" + library)) {
            if (in == null) {
                throw new IOException(library + " is missing among the natives for " + flavour);
            }
            Files.copy(in, to.resolve(library));
        } catch (IOException e) {
            // Systems tell of a full disk in their own words, so the disk is asked.
            if (Files.getFileStore(to).getUsableSpace() < FULL) {
                DiskFullException full = new DiskFullException(to);
                full.initCause(e);
                throw full;
            }
            throw e;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
