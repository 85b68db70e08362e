package io.manako.app.shell;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.gallery.PhotoGrid;
import io.manako.app.gallery.QuerySession;
import io.manako.app.query.QueryViewModel;
import io.manako.app.viewer.ViewerViewModel;
import io.manako.engine.search.Hit;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** Opens the viewer on what is at hand: the results, the library, or the query photo among the library's. */
final class ViewerCommands {
    private final DesktopViewModel desktop;
    private final ViewerViewModel viewer;
    private final PhotoGrid<GalleryPhoto> library;
    private final PhotoGrid<Hit> results;
    private final Node canvas;

    /** @param canvas where the query photo is drawn on */
    ViewerCommands(
            DesktopViewModel desktop,
            ViewerViewModel viewer,
            PhotoGrid<GalleryPhoto> library,
            PhotoGrid<Hit> results,
            Node canvas) {
        this.desktop = desktop;
        this.viewer = viewer;
        this.library = library;
        this.results = results;
        this.canvas = canvas;
    }

    /** A viewer that draws with the query's tool, and hands on to the query what is drawn. */
    static ViewerViewModel viewer(DesktopViewModel desktop) {
        QueryViewModel query = desktop.query();
        return new ViewerViewModel(
                desktop.background(),
                query.marks().toolProperty(),
                query.marks().brushProperty(),
                (photo, marks) -> {
                    if (marks.isEmpty()) {
                        query.open(photo); // with the marks that it had the last time
                    } else {
                        query.open(photo, marks);
                    }
                });
    }

    void bind(Commands commands) {
        commands.bind(
                Action.SHOW_VIEWER,
                this::toggle,
                Bindings.isNotEmpty(desktop.library().photos())
                        .or(Bindings.isNotEmpty(desktop.results().hits())));
    }

    private void toggle() {
        if (viewer.openProperty().get()) {
            viewer.close();
            return;
        }
        Hit hit = results.selectedProperty().get();
        boolean fromResults = results.list().isFocused() && hit != null
                || desktop.library().photos().isEmpty();
        if (fromResults) {
            List<Hit> hits = desktop.results().hits();
            viewer.show(
                    hits.stream()
                            .map(each -> new GalleryPhoto(each.id(), each.path()))
                            .toList(),
                    Math.max(0, hits.indexOf(hit)));
        } else {
            List<GalleryPhoto> photos = desktop.library().photos();
            viewer.show(photos, Math.max(0, photos.indexOf(chosen(photos))));
        }
    }

    /** The photo that is selected, or the query photo where that is being drawn on. */
    private @Nullable GalleryPhoto chosen(List<GalleryPhoto> photos) {
        GalleryPhoto selected = library.selectedProperty().get();
        QuerySession session = desktop.query().sessionProperty().get();
        if (session == null || selected != null && !canvas.isFocused()) {
            return selected;
        }
        Path file = session.path();
        return photos.stream()
                .filter(photo -> photo.path().equals(file))
                .findFirst()
                .orElse(selected);
    }
}
