package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.photo.ByteHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.PixelHash;
import io.manako.engine.store.FileStamp;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.NewPhoto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A library of two photos that nobody has encoded, for a command that needs no model. */
abstract class TwoPhotoLibrary {
    @TempDir
    Path home;

    Path library;
    Path one;
    Path two;

    private final String command;

    TwoPhotoLibrary(String command) {
        this.command = command;
    }

    @BeforeEach
    void aLibraryOfTwoPhotos() throws Exception {
        library = home.resolve("library");
        one = Files.writeString(home.resolve("one.jpg"), "1");
        two = Files.writeString(home.resolve("two 二.jpg"), "2");
        try (LibraryStore store = LibraryStore.open(library)) {
            for (Path file : List.of(one, two)) {
                ByteHash bytes = ByteHash.of(Files.readAllBytes(file));
                store.catalogue().write(writer -> {
                    PhotoId id = writer.addPhoto(new NewPhoto(new PixelHash(bytes.hex()), 4, 3, "JPEG", null));
                    writer.putFile(file, id, bytes, new FileStamp(1, 1));
                });
            }
        }
    }

    CommandRun run(Object... args) {
        Object[] all = new Object[args.length + 3];
        all[0] = command;
        all[1] = "--library";
        all[2] = library;
        System.arraycopy(args, 0, all, 3, args.length);
        return CommandRun.of(home.resolve("home"), all);
    }

    /** Runs the command, which has nothing to complain about. */
    CommandRun done(Object... args) {
        CommandRun run = run(args);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        return run;
    }
}
