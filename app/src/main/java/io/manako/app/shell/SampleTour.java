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
    private static final Message HINT = Message.of("sample.hint");
    private static final Message OWN = Message.of("sample.own");

    private final DesktopViewModel desktop;
    private final GalleryOpener opener;
    private final CancellationToken drawing = new CancellationToken();
    private @Nullable Sample ready; // begun or whole
    private boolean whole;
    private boolean shown;

    SampleTour(DesktopViewModel desktop, GalleryOpener opener) {
        this.desktop = desktop;
        this.opener = opener;
    }

    /** At the first start, while the model loads. */
    void offer() {
        draw(this::showUnasked);
    }

    /** The library is open: what is drawn can be shown. */
    void onGallery() {
        Sample drawn = ready;
        if (drawn != null) {
            shown = true;
            showUnasked(drawn);
        }
    }

    void open() {
        shown = false;
        draw(this::show);
    }

    void cancel() {
        drawing.cancel();
    }

    /** Whoever looks at other photos is done with what is said of the sample. */
    void onFolder(@Nullable Path folder) {
        if (isSaid(HINT) && folder != null && !isOfSample(folder)) {
            desktop.notices().tell(OWN);
        }
    }

    /** Whoever has opened a photo of their own needs not be told any more how. */
    void onPhoto(@Nullable Path photo) {
        if (isSaid(OWN) && photo != null && !isOfSample(photo)) {
            desktop.notices().dismiss();
        }
    }

    private boolean isSaid(Message hint) {
        Notice now = desktop.notices().nowProperty().get();
        return now != null && now.text().equals(hint);
    }

    private boolean isOfSample(Path path) {
        return path.startsWith(opener.sampleFolder().toAbsolutePath().normalize());
    }

    private void draw(Consumer<Sample> show) {
        Consumer<Progress> drawn = desktop.background().newestOnUi(this::onDrawn);
        Consumer<Sample> begun = first -> desktop.background().onUi(() -> onReady(first, show));
        desktop.background()
                .run(
                        Lane.WORK,
                        () -> opener.sample(drawn::accept, begun, drawing),
                        finished -> {
                            whole = true;
                            onReady(finished, show);
                        },
                        failure -> {
                            if (!drawing.isCancelled()) {
                                desktop.notices().report(failure);
                            }
                        });
    }

    /** The first pictures are enough to ask; the others become results as they come. */
    private void onReady(Sample sample, Consumer<Sample> show) {
        ready = sample;
        if (desktop.galleryProperty().get() == null) {
            return;
        }
        if (shown) {
            desktop.indexing().index(List.of(sample.folder()));
        } else {
            shown = true;
            show.accept(sample);
        }
    }

    private void onDrawn(Progress progress) {
        if (whole || progress.total() == 0) {
            return;
        }
        if (!shown) {
            desktop.notices().tell(Message.of("sample.drawing", progress.done(), progress.total()));
        } else if (progress.done() % SAMPLES_AT_ONCE == 0) {
            desktop.indexing().index(List.of(opener.sampleFolder()));
        }
    }

    private void show(Sample sample) {
        desktop.openFolder(sample.folder());
        desktop.searchFor(sample.photo(), sample.mark());
        desktop.notices().tell(HINT);
    }

    /** At the first start nobody asked for the sample: whoever has begun with photos of their own is left alone. */
    private void showUnasked(Sample sample) {
        QueryViewModel query = desktop.query();
        boolean hasPhoto =
                query.sessionProperty().get() != null || query.openingProperty().get();
        if (!hasPhoto && desktop.library().folderProperty().get() == null) {
            show(sample);
            return;
        }
        desktop.indexing().index(List.of(sample.folder()));
        if (hasPhoto) {
            desktop.notices().dismiss();
        } else {
            desktop.notices().tell(OWN);
        }
    }
}
