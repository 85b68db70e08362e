package io.manako.app;

import io.manako.app.cli.Cli;
import io.manako.app.cli.CommandTaker;
import io.manako.app.cli.Console;
import io.manako.app.cli.DesktopStarter;
import io.manako.app.cli.Host;
import io.manako.app.cli.Interrupts;
import io.manako.app.cli.Libraries;
import io.manako.app.gallery.EngineOpener;
import io.manako.app.gallery.EngineOpener.Lent;
import io.manako.app.shell.CommandServer;
import io.manako.engine.EngineConfig;
import io.manako.engine.EngineConfig.Preprocessing;
import io.manako.engine.device.DeviceWish;
import io.manako.engine.vit.ModelCatalogue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs commands of other processes on the library that the window has open. */
final class HandedCommands {
    private final Path home;
    private final EngineOpener opener;
    private final DesktopStarter window;
    private final Runnable afterwards;

    /**
     * @param window what {@code manako open} does
     * @param afterwards called after each command, which may have changed the library
     */
    private HandedCommands(Path home, EngineOpener opener, DesktopStarter window, Runnable afterwards) {
        this.home = home;
        this.opener = opener;
        this.window = window;
        this.afterwards = afterwards;
    }

    /** Takes commands over from now on, until the library is closed. */
    static CommandServer serve(Path home, EngineOpener opener, DesktopStarter window, Runnable afterwards) {
        CommandServer server = new CommandServer(home, new HandedCommands(home, opener, window, afterwards)::run);
        opener.setBeforeClosing(server::close);
        return server;
    }

    private int run(
            Path folder,
            boolean terminal,
            List<String> args,
            OutputStream out,
            OutputStream err,
            Interrupts interrupts) {
        Console console = Console.of(
                out, err, terminal, home, new Host(folder, interrupts, new LentLibraries(opener), CommandTaker.NOBODY));
        try {
            return Cli.run(console, window, args.toArray(String[]::new));
        } finally {
            afterwards.run();
        }
    }

    /** The window's library where it is the one, with the window's model; else the command's own. */
    private record LentLibraries(EngineOpener opener) implements Libraries {
        @Override
        public Opened open(EngineConfig config, Path directory) throws IOException {
            Lent lent = lent(directory);
            if (lent == null) {
                return OWN.open(config, directory);
            }
            String answering = lent.engine().model().name();
            if (config.preprocessing() != Preprocessing.DEFAULT
                    || config.side() != 0
                    || config.device() != DeviceWish.AUTOMATIC
                    || config.model() != null && !ModelCatalogue.isCalled(answering, config.model())) {
                throw new IOException("The window has this library open with the model " + answering
                        + ", beside which no other model, --size, --preprocess or --device can be used: leave them out, choose the"
                        + " model in the window's settings, or close the window.");
            }
            return new Opened(lent.engine(), lent.library(), () -> {});
        }

        @Override
        public OpenedStore openStore(Path directory) {
            Lent lent = lent(directory);
            return lent == null
                    ? OWN.openStore(directory)
                    : new OpenedStore(lent.library().store(), lent.library()::changeFolders, () -> {});
        }

        private @Nullable Lent lent(Path directory) {
            Lent lent = opener.lend();
            try {
                return lent != null
                                && Files.isSameFile(directory, lent.library().directory())
                        ? lent
                        : null;
            } catch (IOException e) {
                return null;
            }
        }
    }
}
