package io.manako.app.shell;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.curate.CollectionsDialog;
import io.manako.app.curate.PhotoWordsDialog;
import io.manako.app.curate.TagDialog;
import io.manako.app.curate.TagJudgementDialog;
import io.manako.app.export.ExportFormat;
import io.manako.app.gallery.Answer;
import io.manako.app.gallery.Pictures;
import io.manako.app.gallery.QuerySession;
import io.manako.app.results.HitOrder;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background.Lane;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Thumbnails;
import io.manako.engine.search.Hit;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/** What is done with the hits that are selected, and with all of them. */
final class HitCommands {
    /** Long side in pixels of a picture that is copied: what a document or a message needs. */
    private static final int COPIED_SIDE = 2560;

    private final DesktopViewModel desktop;
    private final Messages messages;
    private final Stage stage;
    private final OtherPrograms programs;

    HitCommands(DesktopViewModel desktop, Stage stage, OtherPrograms programs) {
        this.desktop = desktop;
        this.messages = desktop.messages();
        this.stage = stage;
        this.programs = programs;
    }

    void bind(Commands commands) {
        BooleanBinding hasHit = desktop.results().selectedProperty().isNotNull();
        BooleanBinding ofPhoto = hasHit.and(desktop.results().hasPhotoProperty());
        BooleanBinding idle = desktop.exports().runningProperty().not();
        commands.bind(Action.SEARCH_FROM_HIT, () -> withHit(desktop::searchFrom), hasHit);
        commands.toggle(Action.SAME_THING, desktop.sameThing().wantedProperty());
        commands.choose(Action.SORT_BY_SCORE, desktop.results().orderProperty(), HitOrder.SCORE);
        commands.choose(Action.SORT_BY_NAME, desktop.results().orderProperty(), HitOrder.NAME);
        commands.choose(Action.SORT_BY_DATE, desktop.results().orderProperty(), HitOrder.DATE);
        commands.bind(Action.COMPARE, desktop.compare()::toggle, ofPhoto);
        commands.bind(Action.MORE_LIKE_HIT, () -> judge(true), ofPhoto);
        commands.bind(Action.LESS_LIKE_HIT, () -> judge(false), ofPhoto);
        commands.bind(Action.JUDGE_TAG, this::judgeTag, desktop.results().hasPhotoProperty());
        commands.bind(
                Action.UNDO_FEEDBACK,
                desktop.query().feedback()::undo,
                desktop.query().feedback().canUndoProperty());
        commands.bind(
                Action.RESET_FEEDBACK,
                desktop.query().feedback()::reset,
                desktop.query().feedback().saidProperty());
        commands.bind(Action.TAG_HITS, this::tag, hasHit);
        commands.bind(
                Action.UNDO_TAGS,
                desktop.curation().history()::undo,
                desktop.curation().history().canUndoProperty());
        commands.bind(
                Action.SHOW_COLLECTIONS,
                this::showCollections,
                desktop.galleryProperty().isNotNull());
        commands.bind(Action.EDIT_WORDS, () -> withHit(this::editWords), hasHit);
        for (int stars = 0; stars < Action.STARS.size(); stars++) {
            int given = stars;
            commands.bind(Action.STARS.get(stars), () -> rate(given), hasHit);
        }
        commands.bind(Action.REVEAL_HIT, () -> withHit(hit -> programs.reveal(hit.path())), hasHit);
        commands.bind(Action.OPEN_HIT, () -> withHit(hit -> programs.open(hit.path())), hasHit);
        commands.bind(Action.COPY_PATH, this::copyPaths, hasHit);
        commands.bind(Action.COPY_IMAGE, () -> withHit(this::copyImage), hasHit);
        commands.bind(Action.COPY_FILES, this::copyFiles, hasHit.and(idle));
        commands.bind(
                Action.EXPORT,
                this::export,
                desktop.results().answerProperty().isNotNull().and(idle));
        commands.bind(Action.WRITE_SIDECARS, this::writeSidecars, hasHit.and(idle));
        commands.bind(
                Action.CANCEL_EXPORT,
                desktop.exports()::cancel,
                desktop.exports().runningProperty());
    }

    private void withHit(Consumer<Hit> work) {
        Hit hit = desktop.results().selectedProperty().get();
        if (hit != null) {
            work.accept(hit);
        }
    }

    private void judge(boolean wanted) {
        desktop.query()
                .feedback()
                .judge(desktop.results().chosen().stream().map(Hit::id).toList(), wanted);
    }

    private void judgeTag() {
        TagJudgementDialog.show(stage, desktop.refinement().tags(), messages);
    }

    private void rate(int stars) {
        desktop.curation()
                .ratings()
                .rate(desktop.results().chosen().stream().map(Hit::id).toList(), stars);
    }

    private void tag() {
        Answer answer = desktop.results().answerProperty().get();
        if (answer != null) {
            boolean marked = !answer.request().prompts().isEmpty();
            desktop.curation().tagging().begin(desktop.results().chosen(), marked);
            TagDialog.show(stage, desktop.curation().tagging(), messages);
        }
    }

    private void showCollections() {
        desktop.curation()
                .collections()
                .begin(desktop.results().chosen().stream().map(Hit::id).toList());
        CollectionsDialog.show(stage, desktop.curation().collections(), messages);
    }

    private void editWords(Hit hit) {
        desktop.curation().photoWords().begin(hit.id());
        String photo = String.valueOf(hit.path().getFileName());
        PhotoWordsDialog.show(stage, photo, desktop.curation().photoWords(), messages);
    }

    private List<Path> chosen() {
        return desktop.results().chosen().stream().map(Hit::path).toList();
    }

    /** One path a line. */
    private void copyPaths() {
        ClipboardContent content = new ClipboardContent();
        content.putString(chosen().stream().map(Path::toString).collect(Collectors.joining("\n")));
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void copyImage(Hit hit) {
        desktop.background()
                .run(
                        Lane.WORK,
                        () -> Pictures.of(Thumbnails.of(hit.path(), COPIED_SIDE)),
                        image -> {
                            ClipboardContent content = new ClipboardContent();
                            content.putImage(image);
                            Clipboard.getSystemClipboard().setContent(content);
                            desktop.notices()
                                    .tell(messages.get(
                                            "hit.image-copied", hit.path().getFileName()));
                        },
                        desktop.notices()::report);
    }

    private void copyFiles() {
        List<Path> photos = chosen();
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(messages.get("dialog.copy-files"));
        File folder = chooser.showDialog(stage);
        if (folder != null) {
            desktop.exports().copy(photos, folder.toPath());
        }
    }

    private void writeSidecars() {
        List<PhotoId> photos = desktop.results().chosen().stream().map(Hit::id).toList();
        SidecarsDialog.ask(
                stage,
                desktop.settings(),
                messages,
                photos.size(),
                name -> desktop.exports().writeSidecars(photos, name));
    }

    private void export() {
        Answer answer = desktop.results().answerProperty().get();
        if (answer == null) {
            return;
        }
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.get("export.title"));
        QuerySession query = answer.session();
        Map<FileChooser.ExtensionFilter, ExportFormat> formats = new LinkedHashMap<>();
        for (ExportFormat format : ExportFormat.values()) {
            if (format.isList() || query != null) {
                formats.put(new FileChooser.ExtensionFilter(describe(format), "*" + format.ending()), format);
            }
        }
        chooser.getExtensionFilters().addAll(formats.keySet());
        chooser.setInitialFileName(
                messages.get("export.name", query == null ? messages.get("words.title") : stem(query.path())));
        File chosen = chooser.showSaveDialog(stage);
        if (chosen != null) {
            ExportFormat format = formats.getOrDefault(chooser.getSelectedExtensionFilter(), ExportFormat.CSV);
            desktop.exports().export(answer, chosen.toPath(), format);
        }
    }

    private String describe(ExportFormat format) {
        return switch (format) {
            case CSV -> messages.get("export.csv");
            case JSON -> messages.get("export.json");
            case HTML -> messages.get("export.html");
            case PDF -> messages.get("export.pdf");
            case PNG -> messages.get("export.png");
        };
    }

    /** The file's name without its ending. */
    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
