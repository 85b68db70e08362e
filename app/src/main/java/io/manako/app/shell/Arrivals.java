package io.manako.app.shell;

import io.manako.app.library.LibraryViewModel;
import io.manako.app.query.QueryViewModel;
import io.manako.engine.message.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What comes from outside: chosen, dropped, pasted or handed over. For the UI thread. */
final class Arrivals {
    private final LibraryViewModel library;
    private final QueryViewModel query;
    private final Consumer<Message> tell;
    private boolean ready;
    private @Nullable Path waiting; // for the library to be open

    Arrivals(LibraryViewModel library, QueryViewModel query, Consumer<Message> tell) {
        this.library = library;
        this.query = query;
        this.tell = tell;
    }

    /** The library is open: the photo that came before it becomes the query. */
    void onGallery() {
        ready = true;
        if (waiting != null) {
            query.open(waiting);
        }
    }

    /** Every folder becomes part of the library; of the files the first becomes the query. */
    void open(List<Path> paths) {
        List<Path> folders = paths.stream().filter(Files::isDirectory).toList();
        folders.forEach(library::openFolder);
        List<Path> files =
                paths.stream().filter(path -> !folders.contains(path)).toList();
        if (files.isEmpty()) {
            return;
        }
        Path first = files.getFirst();
        if (ready) {
            query.open(first);
        } else {
            waiting = first;
        }
        if (files.size() > 1) {
            tell.accept(Message.of("query.first-of-several", String.valueOf(first.getFileName()), files.size()));
        }
    }
}
