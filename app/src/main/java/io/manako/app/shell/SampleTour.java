package io.manako.app.shell;

import io.manako.app.gallery.GalleryOpener;
import io.manako.app.gallery.GalleryOpener.Sample;
import io.manako.app.query.QueryViewModel;
import io.manako.app.task.Background.Lane;
import io.manako.engine.message.Message;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sample collection: drawn at the first start, or when it is asked for, and shown with one thing marked. */
final class SampleTour {
    private static final int SAMPLES_AT_ONCE = 6;

    private final DesktopViewModel desktop;
    private final GalleryOpener opener;
    private final CancellationToken drawing = new CancellationToken();
    private @Nullable Sample sample;

    SampleTour(DesktopViewModel desktop, GalleryOpener opener) {
        this.desktop = desktop;
        this.opener = opener;
    }

    /** At the first start, while the model loads. */
    void offer() {
        draw(this::showUnasked);
    }

    /** The library is open: what was drawn before can be shown. */
    void onGallery() {
        Sample drawn = sample;
        if (drawn != null) {
            showUnasked(drawn);
        }
    }

    void open() {
        draw(this::show);
    }

    void cancel() {
        drawing.cancel();
    }

    private void draw(Consumer<Sample> show) {
        Consumer<Progress> drawn = desktop.background().newestOnUi(this::onDrawn);
        desktop.background()
                .run(
                        Lane.WORK,
                        () -> opener.sample(drawn::accept, drawing),
                        finished -> {
                            sample = finished;
                            if (desktop.galleryProperty().get() != null) {
                                show.accept(finished);
                            }
                        },
                        failure -> {
                            if (!drawing.isCancelled()) {
                                desktop.report(failure);
                            }
                        });
    }

    /** What is drawn so far can be looked at already. */
    private void onDrawn(Progress progress) {
        if (sample == null && progress.total() > 0) {
            desktop.tell(Message.of("sample.drawing", progress.done(), progress.total()));
            Path folder = opener.sampleFolder();
            if (desktop.galleryProperty().get() == null || progress.done() < SAMPLES_AT_ONCE) {
                return;
            }
            if (desktop.library().folders().isEmpty()) {
                desktop.openFolder(folder);
            } else if (progress.done() % SAMPLES_AT_ONCE == 0) {
                desktop.indexing().index(List.of(folder));
            }
        }
    }

    private void show(Sample shown) {
        desktop.openFolder(shown.folder());
        desktop.searchFor(shown.photo(), shown.mark());
        desktop.tell(Message.of("sample.hint"));
    }

    /** At the first start nobody asked for the sample: whoever has begun with photos of their own is left alone. */
    private void showUnasked(Sample shown) {
        QueryViewModel query = desktop.query();
        if (query.sessionProperty().get() == null && !query.openingProperty().get()) {
            show(shown);
        } else {
            desktop.indexing().index(List.of(shown.folder()));
            desktop.dismissNotice();
        }
    }
}
