package io.manako.app.query;

import io.manako.app.gallery.FixedGallery;
import io.manako.app.gallery.FixedGallery.FixedSession;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;

/** A query with a photo of 800 x 600 pixels, of which a test runs the work of all threads when it likes. */
abstract class OpenQuery {
    static final Path PHOTO = Path.of("/photos/lamp.jpg");

    final Deque<Runnable> worker = new ArrayDeque<>();
    final Deque<Runnable> ui = new ArrayDeque<>();
    final FixedGallery gallery = new FixedGallery();
    final QueryViewModel query =
            new QueryViewModel(Background.on(ui::add, worker::add), new Messages(Language.ENGLISH));

    void settle() {
        while (!worker.isEmpty() || !ui.isEmpty()) {
            (worker.isEmpty() ? ui : worker).remove().run();
        }
    }

    FixedSession session() {
        return gallery.sessions.getLast();
    }

    @BeforeEach
    void openAPhoto() {
        query.use(gallery);
        query.open(PHOTO);
        settle();
    }

    void drag(double x0, double y0, double x1, double y1) {
        query.marks().press(x0, y0, 5, false);
        query.marks().drag((x0 + x1) / 2, (y0 + y1) / 2);
        query.marks().drag(x1, y1);
        query.marks().release();
        settle();
    }
}
