package io.manako.app.shell;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.curate.SavedSearchesDialog;
import io.manako.app.gallery.Pictures;
import io.manako.app.library.CaptionsDialog;
import io.manako.app.library.LibraryView;
import io.manako.app.library.ProblemsDialog;
import io.manako.app.query.QueryView;
import io.manako.app.query.QueryViewModel;
import io.manako.app.query.Tool;
import io.manako.app.results.ResultsView;
import io.manako.app.settings.Messages;
import io.manako.app.settings.SettingsDialog;
import io.manako.app.task.Background.Lane;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PictureWriter;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/** What every action does, and when it can be done. */
final class WindowCommands {
    private static final DateTimeFormatter PASTED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH.mm.ss");
    private static final double ZOOM = 1.25;
    private static final double BRUSH = 1.25;
    private static final double THUMBNAILS = 1.2;

    private final DesktopViewModel desktop;
    private final Messages messages;
    private final Stage stage;
    private final Path own;
    private final Path pasted;
    private final OtherPrograms programs;

    WindowCommands(DesktopViewModel desktop, Stage stage, Path home) {
        this.desktop = desktop;
        this.messages = desktop.messages();
        this.stage = stage;
        this.own = home.toAbsolutePath().normalize();
        this.pasted = home.resolve("pasted");
        this.programs = new OtherPrograms(desktop);
    }

    /** Everything that needs no view; call before controls are made. */
    void bind(Commands commands, Runnable toggleTheme) {
        QueryViewModel query = desktop.query();
        BooleanBinding ready = desktop.galleryProperty().isNotNull();
        BooleanBinding hasPhoto = query.sessionProperty().isNotNull();

        commands.bind(Action.OPEN_FOLDER, this::openFolder, ready);
        commands.bind(Action.OPEN_PHOTO, this::openPhoto, ready);
        commands.bind(Action.PASTE_PHOTO, this::paste, ready);
        commands.bind(Action.OPEN_SAMPLE, desktop::openSample, ready);
        commands.bind(Action.INDEX_AGAIN, desktop.library()::indexAgain, ready);
        commands.bind(
                Action.RELOCATE_FOLDER, this::relocateFolder, desktop.library().canMoveFolderProperty());
        commands.bind(
                Action.REMOVE_FOLDER,
                () -> RemoveFolderDialog.ask(stage, desktop.library(), messages),
                desktop.library().canMoveFolderProperty());
        commands.bind(
                Action.SHOW_PROBLEMS, () -> ProblemsDialog.show(stage, desktop.library(), messages, programs::reveal));
        commands.bind(Action.QUIT, () -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));

        commands.bind(Action.UNDO, query.marks()::undo, query.marks().canUndoProperty());
        commands.bind(Action.REDO, query.marks()::redo, query.marks().canRedoProperty());
        commands.bind(Action.CLEAR_MARKS, query.marks()::clear, hasPhoto);
        commands.bind(Action.TIGHTEN_BOX, query.marks()::tighten, query.marks().canTightenProperty());
        commands.bind(Action.RESET_HEADS, query::resetHeads, hasPhoto);
        commands.choose(Action.TOOL_POINT, query.marks().toolProperty(), Tool.POINT);
        commands.choose(Action.TOOL_NEGATIVE, query.marks().toolProperty(), Tool.NEGATIVE);
        commands.choose(Action.TOOL_BOX, query.marks().toolProperty(), Tool.BOX);
        commands.choose(Action.TOOL_BRUSH, query.marks().toolProperty(), Tool.BRUSH);
        commands.choose(Action.TOOL_LASSO, query.marks().toolProperty(), Tool.LASSO);
        commands.choose(Action.TOOL_ERASER, query.marks().toolProperty(), Tool.ERASER);
        commands.choose(Action.TOOL_HAND, query.marks().toolProperty(), Tool.HAND);
        commands.bind(Action.BRUSH_SMALLER, () -> query.marks().growBrush(1 / BRUSH));
        commands.bind(Action.BRUSH_LARGER, () -> query.marks().growBrush(BRUSH));
        commands.toggle(Action.TOGGLE_OUTLINE, query.outlineVisibleProperty());
        commands.toggle(Action.TOGGLE_OVERLAY, desktop.results().overlayVisibleProperty());
        commands.bind(Action.TOGGLE_THEME, toggleTheme);
        commands.bind(Action.THUMBNAILS_SMALLER, () -> desktop.settings().growThumbnails(1 / THUMBNAILS));
        commands.bind(Action.THUMBNAILS_LARGER, () -> desktop.settings().growThumbnails(THUMBNAILS));

        commands.bind(Action.SAVE_SEARCH, () -> showSearches(true), ready);
        commands.bind(Action.SHOW_SEARCHES, () -> showSearches(false), ready);
        commands.bind(
                Action.PAUSE_INDEXING,
                desktop.indexing()::togglePause,
                desktop.indexing().runningProperty());
        commands.bind(
                Action.STOP_INDEXING,
                desktop.indexing()::stop,
                desktop.indexing().runningProperty());
        commands.bind(
                Action.WRITE_CAPTIONS,
                () -> CaptionsDialog.show(stage, desktop.captions(), desktop.settings(), messages),
                ready);
        commands.bind(
                Action.PAUSE_CAPTIONS,
                desktop.captions()::togglePause,
                desktop.captions().runningProperty());
        commands.bind(
                Action.STOP_CAPTIONS,
                desktop.captions()::stop,
                desktop.captions().runningProperty());
        commands.bind(
                Action.STOP_SWITCHING,
                desktop.switching()::stop,
                desktop.switching().runningProperty());
        commands.bind(
                Action.SHOW_SETTINGS,
                () -> SettingsDialog.show(stage, desktop.settings(), desktop.models(), desktop.updates(), messages));
        new HitCommands(desktop, stage, programs).bind(commands);
        commands.bind(Action.SHOW_KEYS, () -> KeysDialog.show(stage, messages));
    }

    /** What moves between the panes and in the photo. */
    void bindViews(Commands commands, LibraryView library, QueryView query, ResultsView results) {
        BooleanBinding hasPhoto = desktop.query().sessionProperty().isNotNull();
        commands.bind(Action.ZOOM_IN, () -> query.canvas().zoom(ZOOM), hasPhoto);
        commands.bind(Action.ZOOM_OUT, () -> query.canvas().zoom(1 / ZOOM), hasPhoto);
        commands.bind(Action.ZOOM_FIT, query.canvas()::fit, hasPhoto);
        BooleanBinding hasHit = desktop.results().selectedProperty().isNotNull();
        commands.bind(Action.PREVIOUS_HIT, () -> results.grid().step(-1), hasHit);
        commands.bind(Action.NEXT_HIT, () -> results.grid().step(1), hasHit);
        commands.bind(Action.FOCUS_LIBRARY, library.grid().list()::requestFocus);
        commands.bind(Action.FOCUS_QUERY, query.canvas()::requestFocus);
        commands.bind(Action.FOCUS_RESULTS, results.grid().list()::requestFocus);
    }

    private void showSearches(boolean toSave) {
        SavedSearchesDialog.show(stage, desktop.searches(), messages, toSave);
    }

    /** The program's own folder, with the sample collection, is nothing to choose from. */
    private File toBeginIn() {
        Path shown = desktop.library().folderProperty().get();
        Path beside = shown != null && shown.startsWith(own) ? null : shown;
        return PictureFolder.toBeginIn(beside, Path.of(System.getProperty("user.home")))
                .toFile();
    }

    private void openFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(messages.get("dialog.open-folder"));
        chooser.setInitialDirectory(toBeginIn());
        File chosen = chooser.showDialog(stage);
        if (chosen != null) {
            desktop.openFolder(chosen.toPath());
        }
    }

    private void relocateFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(messages.get(
                "dialog.relocate-folder", desktop.library().folderProperty().get()));
        File chosen = chooser.showDialog(stage);
        if (chosen != null) {
            desktop.library().relocate(chosen.toPath());
        }
    }

    private void openPhoto() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.get("dialog.open-photo"));
        chooser.setInitialDirectory(toBeginIn());
        File chosen = chooser.showOpenDialog(stage);
        if (chosen != null) {
            desktop.query().open(chosen.toPath());
        }
    }

    private void paste() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        List<File> files = clipboard.getFiles();
        Image image = clipboard.getImage();
        if (files != null && !files.isEmpty()) {
            desktop.open(files.stream().map(File::toPath).toList());
        } else if (image != null) {
            desktop.background()
                    .run(
                            Lane.WORK,
                            () -> {
                                Files.createDirectories(pasted);
                                Path file = pasted.resolve("pasted " + PASTED.format(LocalDateTime.now()) + ".png");
                                PictureWriter.write(Pictures.raster(image), file);
                                return file;
                            },
                            desktop.query()::open,
                            desktop.notices()::report);
        } else {
            desktop.notices().tell(Message.of("paste.nothing"));
        }
    }
}
