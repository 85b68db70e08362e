package io.manako.engine.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Another process, or another part of this one, has the library open. Nothing was changed. */
public final class LibraryBusyException extends StoreException {
    private final @Nullable LibraryOwner owner;

    LibraryBusyException(Path directory, @Nullable LibraryOwner owner) {
        super(
                Kind.BUSY,
                "The library " + directory + " is in use by "
                        + (owner == null ? "another program that did not leave its name" : owner.describe())
                        + ". Close that one first, or choose another library.");
        this.owner = owner;
    }

    /** Who has it, or null where that could not be read. */
    public @Nullable LibraryOwner owner() {
        return owner;
    }
}
