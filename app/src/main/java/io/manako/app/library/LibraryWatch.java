package io.manako.app.library;

import io.manako.app.gallery.Gallery;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.engine.message.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;

/** Has the library's folders watched, whichever they are, and what changes in them looked through. For the UI thread. */
public final class LibraryWatch {
    private final Background background;
    private final LibraryViewModel library;
    private final Consumer<Message> onLimit;
    private List<Path> folders = List.of();
    private @Nullable Gallery gallery;
    private Gallery.@Nullable Watch watch;

    /** @param onLimit told if not all folders can be watched */
    public LibraryWatch(Background background, LibraryViewModel library, Consumer<Message> onLimit) {
        this.background = background;
        this.library = library;
        this.onLimit = onLimit;
        library.folders().addListener((ListChangeListener<Path>) change -> follow());
    }

    /** Begins, unless the library cannot be written: then there is nothing to do about a change. */
    public void use(Gallery opened) {
        background.run(
                Lane.WORK,
                opened::readOnly,
                readOnly -> {
                    if (!readOnly) {
                        gallery = opened;
                        follow();
                    }
                },
                failure -> {});
    }

    private void follow() {
        Gallery on = gallery;
        List<Path> now = List.copyOf(library.folders());
        if (on == null || now.equals(folders)) {
            return;
        }
        close();
        folders = now;
        watch = on.watch(
                now,
                places -> background.onUi(() -> onChanged(now, places)),
                limit -> background.onUi(() -> onLimit.accept(limit)));
    }

    private void onChanged(List<Path> of, Set<Path> places) {
        if (of.equals(folders)) {
            library.look(places);
        }
    }

    public void close() {
        Gallery.Watch before = watch;
        watch = null;
        folders = List.of();
        if (before != null) {
            before.close();
        }
    }
}
