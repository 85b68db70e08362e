package io.manako.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.FixedGallery;
import io.manako.app.gallery.IndexSummary;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.engine.message.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryWatchTest {
    @TempDir
    Path holidays;

    private final Path work = Path.of("/photos/work").toAbsolutePath();
    private final FixedGallery gallery = new FixedGallery();
    private final Background background = Background.on(Runnable::run, Runnable::run);
    private final IndexingViewModel indexing = new IndexingViewModel(background, new Messages(Language.ENGLISH));
    private final LibraryViewModel library = new LibraryViewModel(background, indexing, failure -> {});
    private final List<Message> told = new ArrayList<>();
    private final LibraryWatch watch = new LibraryWatch(background, library, told::add);

    private void open() {
        gallery.folders = List.of(holidays);
        indexing.setOnIndexed(library::onIndexed);
        indexing.use(gallery);
        watch.use(gallery);
        library.use(gallery);
    }

    @Test
    void whatChangesIsMarkedAndLookedThrough() {
        open();
        assertThat(gallery.watches).hasSize(1);
        gallery.watches.getFirst().changed.accept(Set.of(holidays.resolve("lake"), holidays.resolve("city")));
        assertThat(gallery.runs.getLast().folders).containsExactly(holidays.resolve("city"), holidays.resolve("lake"));
        assertThat(library.treeProperty().get().folders())
                .extracting(Folder::state)
                .containsExactly(Folder.State.CHANGED);
        gallery.runs.getLast().result.complete(new IndexSummary(3, 3, 0, 0, false));
        assertThat(library.treeProperty().get().folders())
                .extracting(Folder::state)
                .containsExactly(Folder.State.INDEXED);
    }

    @Test
    void theWatchFollowsTheFoldersOfTheLibrary() {
        open();
        library.openFolder(work);
        assertThat(gallery.watches).hasSize(2);
        assertThat(gallery.watches.getFirst().closed).isTrue();
        assertThat(gallery.watches.getLast().folders).containsExactlyInAnyOrder(holidays, work);

        int runs = gallery.runs.size();
        gallery.watches.getFirst().changed.accept(Set.of(holidays)); // was on its way
        assertThat(gallery.runs).hasSize(runs);
        watch.close();
        assertThat(gallery.watches.getLast().closed).isTrue();
    }

    @Test
    void aLimitIsToldAndALibraryThatCannotBeWrittenIsNotWatched() {
        open();
        Message limit = Message.of("engine.watch.limit", 12, 30);
        gallery.watches.getFirst().limited.accept(limit);
        assertThat(told).containsExactly(limit);

        gallery.readOnly = true;
        LibraryWatch other = new LibraryWatch(background, library, told::add);
        other.use(gallery);
        assertThat(gallery.watches).hasSize(1);
    }
}
