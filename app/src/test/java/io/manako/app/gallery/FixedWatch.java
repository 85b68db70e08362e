package io.manako.app.gallery;

import io.manako.engine.message.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Folders being watched, as a test moves them. */
public final class FixedWatch implements Gallery.Watch {
    public final List<Path> folders;
    public final Consumer<Set<Path>> changed;
    public final Consumer<Message> limited;
    public boolean closed;

    FixedWatch(List<Path> folders, Consumer<Set<Path>> changed, Consumer<Message> limited) {
        this.folders = folders;
        this.changed = changed;
        this.limited = limited;
    }

    @Override
    public void close() {
        closed = true;
    }
}
