package io.manako.app.shell;

import io.manako.app.settings.Failures;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background.Lane;
import java.io.IOException;
import java.nio.file.Path;

/** Hands files to the file manager and to the programs that open them, in the background; a notice says what went wrong. */
final class OtherPrograms {
    private final DesktopViewModel desktop;
    private final Messages messages;
    private final FileManager files = new FileManager();

    private interface Handing {
        void to(Path file) throws IOException;
    }

    OtherPrograms(DesktopViewModel desktop) {
        this.desktop = desktop;
        this.messages = desktop.messages();
    }

    void reveal(Path file) {
        hand(file, files::reveal, "hit.not-revealed");
    }

    void open(Path file) {
        hand(file, files::open, "hit.not-opened");
    }

    private void hand(Path file, Handing handing, String otherwise) {
        desktop.background()
                .run(
                        Lane.WORK,
                        () -> {
                            handing.to(file);
                            return file;
                        },
                        done -> {},
                        failure -> desktop.notices()
                                .warn(messages.get(otherwise, file, messages.get(Failures.message(failure)))));
    }
}
