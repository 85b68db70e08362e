package io.manako.app.shell;

import io.manako.app.curate.Curation;
import io.manako.app.curate.FilterViewModel;
import io.manako.app.curate.Refinement;
import io.manako.app.curate.SavedSearchesViewModel;
import io.manako.app.curate.WordsViewModel;
import io.manako.app.export.ExportViewModel;
import io.manako.app.gallery.Gallery;
import io.manako.app.gallery.GalleryOpener;
import io.manako.app.gallery.PhotoShelf;
import io.manako.app.gallery.SavedQuery;
import io.manako.app.library.CaptionsViewModel;
import io.manako.app.library.IndexingViewModel;
import io.manako.app.library.LibraryViewModel;
import io.manako.app.library.LibraryWatch;
import io.manako.app.library.SwitchViewModel;
import io.manako.app.query.Mark;
import io.manako.app.query.QueryViewModel;
import io.manako.app.results.CompareViewModel;
import io.manako.app.results.ResultsViewModel;
import io.manako.app.results.SameThingViewModel;
import io.manako.app.settings.Build;
import io.manako.app.settings.Messages;
import io.manako.app.settings.ModelsViewModel;
import io.manako.app.settings.SettingsFile;
import io.manako.app.settings.SettingsViewModel;
import io.manako.app.settings.UpdatesViewModel;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.engine.device.DeviceWish;
import io.manako.engine.filter.Filter;
import io.manako.engine.message.Message;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.search.Hit;
import io.manako.engine.vit.KnownModels;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The program while its window is open: joins the features, remembers the settings, starts and ends. For the UI thread. */
public final class DesktopViewModel {
    private final Notices notices = new Notices();
    private final Background background;
    private final Messages messages;
    private final GalleryOpener opener;
    private final SettingsViewModel settings;
    private final ModelsViewModel models;
    private final UpdatesViewModel updates;
    private final boolean firstStart;
    private final IndexingViewModel indexing;
    private final LibraryViewModel library;
    private final LibraryWatch watch;
    private final QueryViewModel query;
    private final SameThingViewModel sameThing;
    private final ResultsViewModel results;
    private final Curation curation;
    private final CaptionsViewModel captions;
    private final SwitchViewModel switching;
    private final FilterViewModel filter;
    private final WordsViewModel words;
    private final Refinement refinement;
    private final SavedSearchesViewModel searches;
    private final CompareViewModel compare;
    private final ExportViewModel exports;
    private final ReadOnlyObjectWrapper<@Nullable PhotoShelf> shelf = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Gallery> gallery = new ReadOnlyObjectWrapper<>();
    private final SampleTour samples;
    private final Arrivals arrivals;
    private @Nullable SavedQuery askedAgain;
    private boolean closing;

    public DesktopViewModel(
            Background background,
            Messages messages,
            SettingsFile file,
            SettingsFile.Loaded loaded,
            GalleryOpener opener) {
        this.background = background;
        this.messages = messages;
        this.opener = opener;
        this.samples = new SampleTour(this, opener);
        this.settings = new SettingsViewModel(background, file, loaded.settings(), notices::report);
        this.models = new ModelsViewModel(background, file.home(), KnownModels.all(), settings);
        this.updates = new UpdatesViewModel(background, settings, Build.ofThisProgram(), InstantSource.system());
        this.firstStart = loaded.firstStart();
        this.indexing = new IndexingViewModel(background, messages);
        this.library = new LibraryViewModel(background, indexing, notices::report);
        this.watch = new LibraryWatch(background, library, notices::tell);
        this.query = new QueryViewModel(background, messages);
        this.arrivals = new Arrivals(library, query, notices::tell);
        this.results = new ResultsViewModel(background, messages);
        this.sameThing = new SameThingViewModel(
                background, messages, query.answerProperty(), settings.glanceProperty(), results::isTouched);
        this.filter = new FilterViewModel(background);
        this.words = new WordsViewModel(background);
        this.curation = new Curation(background, messages, notices::tell, notices::report);
        this.refinement = new Refinement(background, words, curation.tags(), query.feedback(), notices::report);
        this.searches = new SavedSearchesViewModel(background, curation.history(), query, this::ask, notices::tell);
        this.captions = new CaptionsViewModel(background, messages, notices::tell, notices::warn);
        this.switching = new SwitchViewModel(background, messages, settings, notices::tell, notices::warn);
        this.compare = new CompareViewModel(results);
        this.exports = new ExportViewModel(background, messages, notices::tell, notices::warn);

        library.folderProperty().set(loaded.settings().lastFolder());
        SearchLimits.bind(library, filter, curation, query);
        Runnable filterAgain = () -> askWhere(!query.filterProperty().get().equals(Filter.EVERYTHING));
        Runnable wordsAgain = () -> askWhere(!words.wordsProperty().get().isEmpty());
        curation.setOnChanged(
                filterAgain,
                wordsAgain,
                () -> askWhere(!query.filterProperty().get().equals(Filter.EVERYTHING)
                        || !words.wordsProperty().get().isEmpty()));
        captions.setOnWritten(wordsAgain);
        models.setOnUse(switching::begin);
        switching.setOnSwitched(this::onModelChanged, models::refreshUse);
        query.wordsProperty().bind(words.wordsProperty());
        query.folderProperty().bind(library.folderProperty());
        query.sessionProperty()
                .addListener((observable, old, open) -> samples.onPhoto(open == null ? null : open.path()));
        sameThing.answerProperty().addListener((observable, old, answer) -> {
            SavedQuery saved = askedAgain;
            results.markNew(
                    saved != null && answer != null && saved.isAnsweredBy(answer) ? saved.isNew() : photo -> false);
            results.show(answer);
            refinement.show(answer);
            curation.show(results.hits().stream().map(Hit::id).toList());
        });
        results.selectedProperty()
                .addListener((observable, old, hit) -> curation.metadata().show(hit == null ? null : hit.id()));
        library.datesProperty().addListener((observable, old, dates) -> results.useDates(dates));
        indexing.setOnPhotosChanged(() -> {
            library.refresh();
            curation.facets().refresh();
            query.ask();
        });
        indexing.setOnIndexed(folders -> {
            library.onIndexed(folders);
            curation.onChangedElsewhere();
            searches.refresh(); // new photos, new matches
        });
        indexing.setOnFailure(notices::report);
        indexing.setOnNotice(notices::tell);
        library.folderProperty().addListener((observable, old, shown) -> {
            settings.change(now -> now.withLastFolder(shown));
            samples.onFolder(shown);
        });
        results.overlayOpacityProperty().bindBidirectional(settings.overlayOpacityProperty());
        settings.languageProperty().addListener((observable, old, chosen) -> messages.use(chosen.language()));
        SettingsFile.Broken broken = loaded.broken();
        if (broken != null) {
            Message text = broken.setAside() == null
                    ? Message.of("settings.in-the-way", broken.file())
                    : Message.of("settings.set-aside", broken.setAside());
            notices.warn(text);
        }
    }

    /** Opens the model and the library; at the first start also the sample collection. */
    public void start() {
        String model = settings.now().model().model();
        DeviceWish device = settings.now().device();
        background.run(
                Lane.WORK,
                () -> opener.open(model, device, early -> background.onUi(() -> onShelf(early))),
                this::onGallery,
                failure -> {
                    library.fail();
                    query.fail();
                    notices.report(failure);
                });
        if (firstStart) {
            samples.offer();
        }
    }

    private void onShelf(PhotoShelf early) {
        shelf.set(early);
        library.browse(early);
    }

    private void onGallery(Gallery opened) {
        shelf.set(opened);
        gallery.set(opened);
        query.use(opened);
        library.use(opened);
        curation.use(opened);
        watch.use(opened);
        indexing.use(opened);
        exports.use(opened);
        searches.use(opened);
        captions.use(opened);
        models.use(opened);
        switching.use(opened);
        refinement.use(opened);
        arrivals.onGallery();
        updates.askIfDue();
        background.run(Lane.WORK, opened::notices, all -> all.forEach(notices::tell), notices::report);
        if (firstStart) {
            samples.onGallery();
        } else {
            background.run(
                    Lane.WORK,
                    () -> opened.readOnly() ? List.<Path>of() : opened.folders(),
                    folders -> indexing.index(folders),
                    notices::report);
        }
    }

    /** Opens the sample collection with one thing marked, and says what to try. */
    public void openSample() {
        samples.open();
    }

    public void openFolder(Path folder) {
        library.openFolder(folder);
    }

    /**
     * Opens what was dropped, pasted or handed over: every folder becomes part of the library; the first of the files becomes
     * the query, as soon as the library is open.
     */
    public void open(List<Path> paths) {
        arrivals.open(paths);
    }

    public void open(Path path) {
        open(List.of(path));
    }

    /** Asks with a hit's photo for the thing that was found in it, or with all of it where words alone found it. */
    public void searchFrom(Hit hit) {
        if (hit.byWordsAlone()) {
            query.open(hit.path());
        } else {
            searchFor(hit.path(), results.place(hit));
        }
    }

    /** Asks with a photo for the thing in a box. */
    void searchFor(Path photo, Box box) {
        query.open(photo, List.of(new Mark.Frame(box.x(), box.y(), box.width(), box.height(), Polarity.POSITIVE)));
    }

    /** Shows the library as it is now: another hand, such as a command that was handed over, may have changed it. */
    public void lookAgain() {
        library.refresh();
        curation.onChangedElsewhere();
        query.ask();
        searches.refresh();
    }

    private void onModelChanged() {
        query.onModelChanged();
        library.refresh();
        curation.onModelChanged();
        searches.refresh();
    }

    private void askWhere(boolean concerned) {
        if (concerned) {
            query.ask();
        }
    }

    /** Asks a saved search again: all that it was asked with takes the place of what is at hand. */
    private void ask(SavedQuery saved) {
        askedAgain = saved;
        library.showFolder(saved.request().folder());
        curation.facets().clear(); // what was chosen then is part of the filter's text
        filter.textProperty().set(saved.request().filter().written());
        words.textProperty().set(saved.request().words());
        query.show(saved);
    }

    /**
     * Stops the work, saves the settings and closes the library, all in the background.
     *
     * @param whenDone called on the UI thread, after 15 seconds at the latest
     */
    public void close(Runnable whenDone) {
        if (closing) {
            return;
        }
        closing = true;
        settings.stopSaving();
        samples.cancel();
        watch.close();
        indexing.stop();
        captions.stop();
        switching.close();
        sameThing.stop();
        models.cancel();
        exports.cancel();
        curation.suggestions().end();
        query.close();
        results.show(null);
        refinement.show(null);
        Closing.begin(background, settings, gallery.get(), whenDone);
    }

    public Background background() {
        return background;
    }

    public Messages messages() {
        return messages;
    }

    public SettingsViewModel settings() {
        return settings;
    }

    public UpdatesViewModel updates() {
        return updates;
    }

    public ModelsViewModel models() {
        return models;
    }

    public IndexingViewModel indexing() {
        return indexing;
    }

    public LibraryViewModel library() {
        return library;
    }

    public QueryViewModel query() {
        return query;
    }

    public SameThingViewModel sameThing() {
        return sameThing;
    }

    public ResultsViewModel results() {
        return results;
    }

    public Curation curation() {
        return curation;
    }

    public CaptionsViewModel captions() {
        return captions;
    }

    public SwitchViewModel switching() {
        return switching;
    }

    public FilterViewModel filter() {
        return filter;
    }

    public WordsViewModel words() {
        return words;
    }

    public Refinement refinement() {
        return refinement;
    }

    public SavedSearchesViewModel searches() {
        return searches;
    }

    public CompareViewModel compare() {
        return compare;
    }

    public ExportViewModel exports() {
        return exports;
    }

    public Notices notices() {
        return notices;
    }

    /** The library's photos, null until they can be read; the model may still be on its way. */
    public ReadOnlyObjectProperty<@Nullable PhotoShelf> shelfProperty() {
        return shelf.getReadOnlyProperty();
    }

    /** The library with its model, null until it is open. */
    public ReadOnlyObjectProperty<@Nullable Gallery> galleryProperty() {
        return gallery.getReadOnlyProperty();
    }
}
