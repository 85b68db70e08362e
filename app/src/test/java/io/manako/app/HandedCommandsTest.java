package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.cli.Cli;
import io.manako.app.cli.CommandTaker;
import io.manako.app.cli.Console;
import io.manako.app.cli.Host;
import io.manako.app.cli.Interrupts;
import io.manako.app.cli.Libraries;
import io.manako.app.gallery.EngineOpener;
import io.manako.app.gallery.Gallery;
import io.manako.app.shell.CommandClient;
import io.manako.app.shell.CommandServer;
import io.manako.engine.device.DeviceWish;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.sample.SampleCollection;
import io.manako.engine.sample.Scene;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a library that a window has open, with the embedded model. */
@Tag("slow")
class HandedCommandsTest {
    private static final int PHOTOS = 4;

    @TempDir
    Path home;

    private Path library;
    private Path photos;

    private record Run(int exit, String out, String err) {}

    @BeforeEach
    void draw() throws IOException {
        library = home.resolve("library");
        photos = Files.createDirectories(home.resolve("my photos"));
        for (int i = 0; i < PHOTOS; i++) {
            write(SampleCollection.draw(i), photos.resolve("photo-" + i + ".jpg"));
        }
    }

    private static void write(Scene scene, Path file) throws IOException {
        PictureWriter.write(scene.picture(), file);
    }

    /** A command of a user who is in the folder of photos. */
    private Run run(CommandTaker other, Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console =
                Console.of(out, err, false, home, new Host(photos, Interrupts.OF_PROCESS, Libraries.OWN, other));
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        int exit = Cli.run(console, (any, photo) -> 1, words);
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void onAnOpenLibraryACommandSaysAndDoesWhatItDoesOnAClosedOne() throws Exception {
        Object[] search = {"search", "--library", library, "--photo", "photo-0.jpg", "--box", "10,10,200,200"};
        Run indexed = run(CommandTaker.NOBODY, "index", "--library", library, ".");
        assertThat(indexed.exit()).as(indexed.err()).isZero();
        Run closed = run(CommandTaker.NOBODY, search);
        assertThat(closed.out().lines()).hasSize(PHOTOS - 1);

        EngineOpener opener = new EngineOpener(home);
        AtomicInteger afterwards = new AtomicInteger();
        CommandClient client = new CommandClient();
        Gallery gallery = opener.open(null, DeviceWish.CPU, early -> {});
        try (CommandServer server =
                HandedCommands.serve(home, opener, (any, photo) -> 1, afterwards::incrementAndGet)) {
            assertThat(run(CommandTaker.NOBODY, search).err()).contains("in use by");
            Run open = run(client, search);
            assertThat(open.exit()).as(open.err()).isZero();
            assertThat(open.out()).isEqualTo(closed.out());
            assertThat(open.err()).contains("photos searched with model");

            Run tagged = run(client, "tag", "--library", library, "--add", "lamp", "photo-1.jpg");
            assertThat(tagged).isEqualTo(new Run(0, "1 photo: 1 tag put on, 0 taken off\n", ""));
            assertThat(gallery.tagsStartingWith("la", 5))
                    .singleElement()
                    .satisfies(tag -> assertThat(tag.photos()).isEqualTo(1));

            write(SampleCollection.draw(PHOTOS), photos.resolve("new.jpg"));
            Run grown = run(client, "index", "--library", library, ".");
            assertThat(grown.exit()).as(grown.err()).isZero();
            assertThat(grown.out()).contains("1 encoded", (PHOTOS + 1) + " photos in " + library);
            assertThat(grown.err()).contains("Encoding photos");
            assertThat(gallery.photos()).hasSize(PHOTOS + 1);

            Run wrong = run(client, "search", "--library", library, "--photo", "nowhere.jpg");
            assertThat(wrong.exit()).isEqualTo(1);
            assertThat(wrong.err()).contains("nowhere.jpg is not there any more");
            assertThat(run(client, "search", "--library", library, "--photo", "no\u009bwhere.jpg")
                            .err())
                    .contains("no\ufffdwhere.jpg");
            assertThat(afterwards).hasValue(5);

            Run alike = run(client, "search", "--library", library, "--photo", "new.jpg", "--like", "photo-1.jpg");
            assertThat(alike.exit()).as(alike.err()).isZero();
            Run exported = run(client, "export", "--library", library, "--sidecars");
            assertThat(exported.out()).as(exported.err()).contains("1 XMP file written");

            assertThat(run(client, "search", "--library", library, "--photo", "new.jpg", "--model", "embedded")
                            .exit())
                    .isZero();
            for (String[] other : new String[][] {
                {"--preprocess", "stretch"}, {"--size", "448"}, {"--model", "mine"}, {"--device", "cpu"}
            }) {
                Run refused = run(client, "search", "--library", library, "--photo", "new.jpg", other[0], other[1]);
                assertThat(refused.exit()).isEqualTo(1);
                assertThat(refused.err())
                        .contains(
                                "The window has this library open with the model manako-embedded", "close the window");
            }

            Run uses = run(client, "models", "free", "--library", library);
            assertThat(uses.out()).matches("(?s)manako-embedded +[0-9.,]+ MB, in use\\R");
            assertThat(run(client, "models", "free", "--library", library, "manako-embedded"))
                    .satisfies(kept -> assertThat(kept.exit()).isEqualTo(1))
                    .satisfies(kept -> assertThat(kept.err()).contains("in use"));
        } finally {
            gallery.close();
        }
        assertThat(run(client, "tag", "--library", library, "--list").out()).contains("lamp");
        assertThat(run(client, "models", "free", "--library", library, "embedded")
                        .out())
                .contains("MB are free");
        assertThat(run(client, "models", "free", "--library", library).out()).isEmpty();
    }
}
