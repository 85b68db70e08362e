package io.manako.app.shell;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.curate.FacetTree;
import io.manako.app.curate.FilterBar;
import io.manako.app.curate.SuggestedWordsBar;
import io.manako.app.curate.SuggestionsDialog;
import io.manako.app.curate.TagEditDialog;
import io.manako.app.curate.WordsBar;
import io.manako.app.fault.FaultDialog;
import io.manako.app.fault.LogBundle;
import io.manako.app.gallery.FoldingRow;
import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.gallery.PhotoGrid;
import io.manako.app.gallery.Thumbnails;
import io.manako.app.library.IndexingBar;
import io.manako.app.library.LibraryView;
import io.manako.app.library.RunBar;
import io.manako.app.query.PhotoCanvas;
import io.manako.app.query.QueryView;
import io.manako.app.results.CompareView;
import io.manako.app.results.ResultsView;
import io.manako.app.settings.Messages;
import io.manako.app.settings.Theme;
import io.manako.app.viewer.ViewerView;
import io.manako.app.viewer.ViewerViewModel;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.Hit;
import io.manako.engine.store.Tag;
import io.manako.engine.vit.ModelInfo;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableDoubleValue;
import javafx.geometry.Dimension2D;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/** The window: library, query photo and results side by side, menus above, progress below. */
public final class MainWindow {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final double LEAST_WIDTH = 400;
    private static final double LEAST_HEIGHT = 300;
    private static final double NARROWEST_PANE = 90;

    /** Where the window is lower than this, in pixels, the photos have the room of the tool bar; the menus have the same. */
    private static final double TOOL_BAR_NEEDS = 480;

    private final DesktopViewModel desktop;
    private final Messages messages;
    private final Stage stage;
    private final PhotoCanvas canvas;
    private final WindowMemory memory;

    /**
     * @param home folder of the program's data
     * @param onClosed called when the window is closed and everything is saved
     */
    public MainWindow(DesktopViewModel desktop, Stage stage, Path home, Runnable onClosed) {
        this.desktop = desktop;
        this.messages = desktop.messages();
        this.stage = stage;

        Commands commands = new Commands(messages);
        WindowCommands does = new WindowCommands(desktop, stage, home);
        does.bind(commands, this::toggleTheme);

        Thumbnails thumbnails = new Thumbnails(desktop.background());
        desktop.shelfProperty().addListener((observable, old, opened) -> {
            if (opened != null) {
                thumbnails.use(opened);
            }
        });
        FacetTree facets = new FacetTree(
                desktop.curation().facets(),
                desktop.curation().arrangement(),
                messages,
                commands,
                stage.heightProperty());
        LibraryView library = new LibraryView(
                desktop.library(),
                desktop.indexing(),
                thumbnails,
                desktop.settings().thumbnailScaleProperty(),
                messages,
                commands,
                facets,
                photo -> desktop.query().open(photo.path()),
                desktop::open);
        QueryView query = new QueryView(desktop.query(), desktop.background(), messages, commands, desktop::open);
        FilterBar filter = new FilterBar(desktop.filter(), messages, commands);
        commands.bind(Action.FILTER_RESULTS, filter::edit);
        WordsBar words = new WordsBar(desktop.words(), messages, commands);
        commands.bind(Action.SEARCH_WORDS, words::edit);
        FoldingRow fields = new FoldingRow(words, filter);
        HBox.setHgrow(fields, Priority.ALWAYS);
        HBox bars = new HBox(
                fields,
                commands.iconButton(Action.JUDGE_TAG),
                commands.iconButton(Action.SHOW_SUGGESTIONS),
                commands.iconButton(Action.SHOW_SEARCHES));
        bars.getStyleClass().add("search-bars");
        SuggestedWordsBar suggested = new SuggestedWordsBar(desktop.refinement().words(), messages, words::edit);
        words.setOnDown(suggested::goTo);
        ResultsView results = new ResultsView(
                desktop.results(),
                desktop.sameThing(),
                desktop.refinement().lessons(),
                desktop.query().feedback(),
                desktop.curation().tags(),
                desktop.curation().ratings(),
                desktop.curation().metadata(),
                new VBox(bars, suggested),
                thumbnails,
                messages,
                commands,
                desktop::searchFrom);
        results.grid().tileScaleProperty().bind(desktop.settings().thumbnailScaleProperty());
        canvas = query.canvas();
        does.bindViews(commands, library, query, results);
        commands.bind(
                Action.SHOW_SUGGESTIONS,
                () -> {
                    desktop.curation().suggestions().begin(selected(library.grid(), results.grid()));
                    SuggestionsDialog.show(
                            stage,
                            desktop.curation().suggestions(),
                            desktop.curation().history(),
                            thumbnails,
                            messages);
                },
                desktop.galleryProperty().isNotNull());
        commands.bind(Action.FOCUS_FACETS, facets::requestFocus);
        commands.bind(Action.CLEAR_FACETS, desktop.curation().facets()::clear);
        commands.bind(
                Action.EDIT_TAG,
                () -> {
                    Tag tag = facets.selectedTagProperty().get();
                    if (tag != null) {
                        TagEditDialog.show(stage, tag, desktop.curation().arrangement(), messages);
                    }
                },
                facets.selectedTagProperty().isNotNull());

        for (Region pane : List.of(library, query, results)) {
            pane.setMinSize(NARROWEST_PANE, 0);
        }
        SplitPane panes = new SplitPane(library, query, results);
        panes.setId("panes");
        panes.setDividerPositions(0.17, 0.58);
        SplitPane.setResizableWithParent(library, false);

        CompareView compare = new CompareView(
                desktop.compare(),
                desktop.background(),
                messages,
                commands,
                () -> desktop.galleryProperty().get(),
                () -> desktop.query().marks().drawingProperty().get());
        // What lies below is out of the way of Tab and of screen readers.
        panes.visibleProperty().bind(desktop.compare().openProperty().not());
        desktop.compare().openProperty().addListener((observable, was, is) -> {
            if (!is) {
                results.grid().list().requestFocus();
            }
        });
        StackPane middle = new StackPane(panes, compare);
        middle.setMinSize(0, 0);
        BorderPane root = new BorderPane(middle);
        root.setTop(new VBox(
                Menus.bar(commands, messages, desktop.settings().languageProperty()),
                toolBar(commands, root.heightProperty()),
                new UpdateBar(desktop.updates(), messages),
                new NoticeBar(desktop.notices(), messages)));
        root.setBottom(statusBar(commands));

        ViewerViewModel viewer = ViewerCommands.viewer(desktop);
        new ViewerCommands(desktop, viewer, library.grid(), results.grid(), canvas).bind(commands);
        ViewerView viewerView = new ViewerView(
                viewer,
                desktop.curation().tags(),
                desktop.query().marks().toolProperty(),
                thumbnails,
                desktop.background(),
                messages);
        Dimension2D size = WindowMemory.size(desktop.settings(), new Dimension2D(WIDTH, HEIGHT));
        Scene scene = new Scene(
                ViewerScreen.over(stage, root, viewerView, viewer.openProperty()), size.getWidth(), size.getHeight());
        Look.follow(scene, desktop.settings());
        stage.setScene(scene);
        FaultDialog faults = new FaultDialog(messages, desktop.background(), new LogBundle(home));
        desktop.notices().faults().shownProperty().addListener((observable, old, fault) -> {
            if (fault != null) {
                // Later: the error may have come in the middle of a layout, where no window can be opened.
                desktop.background()
                        .onUi(() -> faults.show(stage, fault, desktop.notices().faults()::dismiss));
            }
        });
        memory = new WindowMemory(stage, panes, desktop.settings(), desktop.background());
        stage.titleProperty().bind(messages.text("window.title"));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setOnCloseRequest(event -> {
            // The window goes at once; what has to be saved is saved behind it.
            event.consume();
            stage.hide();
            desktop.close(onClosed);
        });
    }

    /** The photos that are selected in the results, or in the library where the keys are there or the results are empty. */
    private static List<PhotoId> selected(PhotoGrid<GalleryPhoto> library, PhotoGrid<Hit> results) {
        return library.list().isFocused() || results.chosen().isEmpty()
                ? library.chosen().stream().map(GalleryPhoto::id).toList()
                : results.chosen().stream().map(Hit::id).toList();
    }

    private void toggleTheme() {
        ObjectProperty<Theme> theme = desktop.settings().themeProperty();
        theme.set(Look.isDark(theme.get()) ? Theme.LIGHT : Theme.DARK);
    }

    private static Node toolBar(Commands commands, ObservableDoubleValue room) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(
                commands.textButton(Action.OPEN_FOLDER),
                commands.textButton(Action.OPEN_PHOTO),
                commands.iconButton(Action.PASTE_PHOTO),
                space,
                commands.iconButton(Action.TOGGLE_THEME),
                commands.iconButton(Action.SHOW_SETTINGS),
                commands.iconButton(Action.SHOW_KEYS));
        bar.getStyleClass().add("main-bar");
        bar.visibleProperty().bind(Bindings.greaterThanOrEqual(room, TOOL_BAR_NEEDS));
        bar.managedProperty().bind(bar.visibleProperty());
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private BooleanBinding otherWork() {
        return Bindings.or(
                        desktop.captions().runningProperty(),
                        desktop.switching().runningProperty())
                .or(desktop.exports().runningProperty());
    }

    private Node statusBar(Commands commands) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label model = new Label();
        model.setId("model");
        model.getStyleClass().add("text-muted");
        model.textProperty()
                .bind(messages.text(
                        () -> {
                            ModelInfo answers =
                                    desktop.switching().modelProperty().get();
                            return answers == null
                                    ? messages.get("model.loading")
                                    : messages.get("model.line", answers.name(), messages.get(answers.device()));
                        },
                        desktop.switching().modelProperty()));
        HBox bar = new HBox(
                new IndexingBar(desktop.indexing(), desktop.library(), messages, commands, otherWork()),
                new RunBar(
                        "captions",
                        desktop.captions().runningProperty(),
                        desktop.captions().progressProperty(),
                        desktop.captions().lineProperty(),
                        RunBar.pause(
                                commands,
                                Action.PAUSE_CAPTIONS,
                                desktop.captions().pausedProperty()),
                        commands.iconButton(Action.STOP_CAPTIONS)),
                new RunBar(
                        "switch",
                        desktop.switching().runningProperty(),
                        desktop.switching().progressProperty(),
                        desktop.switching().lineProperty(),
                        commands.iconButton(Action.STOP_SWITCHING)),
                new RunBar(
                        "export",
                        desktop.exports().runningProperty(),
                        desktop.exports().progressProperty(),
                        desktop.exports().lineProperty(),
                        commands.iconButton(Action.CANCEL_EXPORT)),
                space,
                model);
        bar.getStyleClass().add("status-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    /** Brings a window to where its user sees it. */
    public static void toFront(Stage stage) {
        stage.setIconified(false);
        stage.toFront();
        stage.requestFocus();
    }

    public void show() {
        memory.restore();
        stage.show();
        memory.watch();
        canvas.requestFocus();
    }
}
