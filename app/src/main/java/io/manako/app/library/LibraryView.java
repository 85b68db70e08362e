package io.manako.app.library;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.gallery.FileDrop;
import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.gallery.Hint;
import io.manako.app.gallery.PaneHeader;
import io.manako.app.gallery.PhotoGrid;
import io.manako.app.gallery.Thumbnails;
import io.manako.app.settings.Messages;
import io.manako.app.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The library's pane: its folders, and the thumbnails to take a query photo from. */
public final class LibraryView extends VBox {
    private final LibraryViewModel library;
    private final Messages messages;
    private final PhotoGrid<GalleryPhoto> grid;

    /**
     * @param facets what else the photos can be chosen by
     * @param onOpen given a photo to search with
     * @param onDropped given the files and folders that were dropped here
     */
    public LibraryView(
            LibraryViewModel library,
            IndexingViewModel indexing,
            Thumbnails thumbnails,
            DoubleProperty thumbnailScale,
            Messages messages,
            Commands commands,
            Node facets,
            Consumer<GalleryPhoto> onOpen,
            Consumer<List<Path>> onDropped) {
        this.library = library;
        this.messages = messages;
        getStyleClass().add("library-view");

        Label title = new Label();
        title.getStyleClass().add("pane-title");
        title.setMinWidth(USE_PREF_SIZE);
        title.textProperty().bind(messages.text("library.title"));
        Label count = new Label();
        count.setId("library-count");
        count.getStyleClass().add("text-muted");
        count.textProperty()
                .bind(messages.text(
                        () -> messages.get("library.count", library.photos().size()), library.photos()));
        count.setMinWidth(USE_PREF_SIZE);
        PaneHeader header =
                PaneHeader.of(new HBox(title, count), size(thumbnailScale), commands.iconButton(Action.INDEX_AGAIN));

        LibraryTree tree = new LibraryTree(library, messages, commands, heightProperty());
        VBox treeRow = new VBox(4, tree, facets);
        treeRow.getStyleClass().add("tree-row");

        grid = new PhotoGrid<>(
                "library-grid",
                library.photos(),
                () -> new PhotoTile(thumbnails, messages),
                GalleryPhoto::id,
                PhotoTile.WIDTH,
                PhotoTile.HEIGHT);
        grid.tileScaleProperty().bind(thumbnailScale);
        grid.list()
                .accessibleTextProperty()
                .bind(messages.text(
                        () -> {
                            GalleryPhoto chosen = grid.selectedProperty().get();
                            return messages.get("library.grid")
                                    + (chosen == null
                                            ? ""
                                            : ": " + chosen.path().getFileName());
                        },
                        grid.selectedProperty()));
        grid.setOnClick(onOpen);
        grid.setOnActivate(onOpen);
        StackPane body = new StackPane(grid, emptyState(indexing, commands));
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(header, treeRow, body);
        FileDrop.ofOthers(this, onDropped);
    }

    private Node size(DoubleProperty thumbnailScale) {
        Slider size = new Slider(Settings.SMALLEST_THUMBNAIL, Settings.LARGEST_THUMBNAIL, 1);
        size.setId("thumbnail-size");
        size.setPrefWidth(72);
        size.setMinWidth(40);
        size.accessibleTextProperty().bind(messages.text("library.thumbnail-size"));
        Hint.on(size).bind(messages.text("library.thumbnail-size"));
        size.valueProperty().bindBidirectional(thumbnailScale);
        return size;
    }

    public PhotoGrid<GalleryPhoto> grid() {
        return grid;
    }

    private Node emptyState(IndexingViewModel indexing, Commands commands) {
        Label text = new Label();
        text.setId("library-empty");
        text.getStyleClass().add("empty-state");
        text.setWrapText(true);
        text.textProperty()
                .bind(messages.text(
                        () -> switch (library.stateProperty().get()) {
                            case LOADING -> messages.get("library.loading");
                            case FAILED -> messages.get("library.failed");
                            case NO_FOLDER -> messages.get("library.no-folder");
                            case NO_PHOTOS ->
                                messages.get(
                                        indexing.runningProperty().get()
                                                ? "library.no-photos-yet"
                                                : "library.no-photos");
                            case PHOTOS -> "";
                        },
                        library.stateProperty(),
                        indexing.runningProperty()));
        Button open = commands.textButton(Action.OPEN_FOLDER);
        open.setId("library-open-folder");
        open.visibleProperty()
                .bind(library.stateProperty()
                        .isEqualTo(LibraryViewModel.State.NO_FOLDER)
                        .or(library.stateProperty()
                                .isEqualTo(LibraryViewModel.State.NO_PHOTOS)
                                .and(Bindings.not(indexing.runningProperty()))));
        open.managedProperty().bind(open.visibleProperty());
        VBox empty = new VBox(12, text, open);
        empty.setAlignment(Pos.CENTER);
        empty.getStyleClass().add("empty-box");
        empty.visibleProperty().bind(library.stateProperty().isNotEqualTo(LibraryViewModel.State.PHOTOS));
        return empty;
    }
}
