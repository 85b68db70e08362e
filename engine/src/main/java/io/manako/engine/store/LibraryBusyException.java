package io.manako.engine.store;

import io.manako.engine.message.Message;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Another process, or another part of this one, has the library open. Nothing was changed. */
public final class LibraryBusyException extends StoreException {
    private final transient Path directory;
    private final @Nullable LibraryOwner owner;

    LibraryBusyException(Path directory, @Nullable LibraryOwner owner) {
        super(
                Kind.BUSY,
                owner == null
                        ? Message.of("engine.store.busy-unknown", directory)
                        : Message.of(
                                "engine.store.busy",
                                directory,
                                owner.pid(),
                                owner.host(),
                                owner.command(),
                                owner.sinceLocally()));
        this.directory = directory;
        this.owner = owner;
    }

    /** Folder of the library. */
    public Path directory() {
        return directory;
    }

    /** Who has it, or null where that could not be read. */
    public @Nullable LibraryOwner owner() {
        return owner;
    }
}
