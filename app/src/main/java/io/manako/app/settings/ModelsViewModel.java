package io.manako.app.settings;

import io.manako.app.gallery.Gallery;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.engine.device.Devices;
import io.manako.engine.device.TriedModel;
import io.manako.engine.message.Message;
import io.manako.engine.models.ModelBenchmark;
import io.manako.engine.models.ModelFigures;
import io.manako.engine.models.ModelFigures.Figures;
import io.manako.engine.models.ModelFolder;
import io.manako.engine.models.ModelFolder.Added;
import io.manako.engine.store.DescriptorUse;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.KnownModel;
import io.manako.engine.vit.LoadedWeights;
import io.manako.engine.vit.ModelCatalogue;
import io.manako.engine.vit.ModelRecord;
import io.manako.engine.vit.Placement;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The models at hand and those that can be had: fetched, taken from a file, removed, chosen. For the UI thread. */
public final class ModelsViewModel {
    /** Work that takes its time. */
    @FunctionalInterface
    private interface Work<T> {
        T with(ProgressListener progress, CancellationToken cancellation) throws IOException;
    }

    /** Batches that the median is taken of. */
    private static final int ROUNDS = 3;

    private final Background background;
    private final ModelFolder folder;
    private final ModelCatalogue catalogue;
    private final ModelFigures figures;
    private final Devices devices;
    private final List<KnownModel> known;
    private final SettingsViewModel settings;
    private final ObservableList<ModelRow> rows = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable ModelRow> selected = new SimpleObjectProperty<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Progress> progress = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Message> message = new ReadOnlyObjectWrapper<>();
    private CancellationToken cancellation = new CancellationToken();
    private Consumer<String> onUse = name -> {};
    private @Nullable Gallery gallery;

    /**
     * @param home the user's data
     * @param known models that can be had
     */
    public ModelsViewModel(Background background, Path home, List<KnownModel> known, SettingsViewModel settings) {
        this.background = background;
        this.folder = new ModelFolder(home);
        this.catalogue = new ModelCatalogue(home);
        this.figures = new ModelFigures(home);
        this.devices = new Devices(home);
        this.known = known;
        this.settings = settings;
    }

    /** The gallery whose photos the models know. */
    public void use(Gallery opened) {
        gallery = opened;
    }

    /** @param chosen told which model the user wants to answer */
    public void setOnUse(Consumer<String> chosen) {
        onUse = chosen;
    }

    private record Found(List<ModelCatalogue.Entry> here, List<DescriptorUse> uses, Map<String, Figures> figures) {}

    /** Looks again at what is there. */
    public void refresh() {
        background.run(Lane.MODELS, () -> new Found(catalogue.list(), uses(), figures.all()), this::show, this::fail);
    }

    private List<DescriptorUse> uses() {
        Gallery open = gallery;
        return open == null ? List.of() : open.descriptorUse();
    }

    /** Looks again at what the models' knowledge of the photos takes, where the models were listed before. */
    public void refreshUse() {
        if (!rows.isEmpty()) {
            background.run(
                    Lane.MODELS,
                    this::uses,
                    uses -> show(rows.stream().filter(row -> !row.isGone()).toList(), uses),
                    this::fail);
        }
    }

    private void show(Found found) {
        List<ModelCatalogue.Entry> here = found.here();
        List<ModelRow> all = new ArrayList<>();
        for (ModelCatalogue.Entry entry : here) {
            all.add(ModelRow.of(entry, named(entry.name()), found.figures().get(entry.sha256())));
        }
        for (KnownModel model : known) {
            if (here.stream().noneMatch(entry -> entry.name().equals(model.name()))) {
                all.add(ModelRow.of(model));
            }
        }
        show(all, found.uses());
    }

    private void show(List<ModelRow> models, List<DescriptorUse> uses) {
        List<ModelRow> all = new ArrayList<>();
        models.forEach(row -> all.add(row.with(uses)));
        for (DescriptorUse use : uses) {
            if (models.stream().noneMatch(row -> use.isOf(row.name()))) {
                all.add(ModelRow.gone(use.model()).with(uses));
            }
        }
        ModelRow before = selected.get();
        rows.setAll(all);
        selected.set(all.stream()
                .filter(row -> before != null && row.name().equals(before.name()))
                .findFirst()
                .orElse(all.getFirst()));
    }

    private @Nullable KnownModel named(String name) {
        return known.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Fetches the selected model from its authors. */
    public void download() {
        ModelRow row = selected.get();
        KnownModel model = row == null || row.here() ? null : row.known();
        URI address = model == null ? null : model.address();
        if (model != null && address != null) {
            work((listener, token) -> folder.download(model, address, false, listener, token), this::onAdded);
        }
    }

    /**
     * Takes a model from a file.
     *
     * @param replace whether it may take the place of another one of its name
     */
    public void importFile(Path file, boolean replace) {
        work((listener, token) -> folder.add(file, null, replace, listener, token), this::onAdded);
    }

    /** Measures what the selected model costs on this computer. */
    public void measure() {
        ModelRow row = selected.get();
        if (row != null && canMeasure(row)) {
            work((listener, token) -> measure(row.name(), listener, token), this::onMeasured);
        }
    }

    private ModelBenchmark.Result measure(String name, ProgressListener listener, CancellationToken token)
            throws IOException {
        try (LoadedWeights weights = catalogue.open(name, false, 0)) {
            Placement placement = devices.choose(
                    weights, new TriedModel(name, false, 0), settings.now().device());
            ModelBenchmark.Result cost = ModelBenchmark.measure(weights, placement, ROUNDS, listener, token);
            figures.put(weights.sha256(), cost, null);
            return cost;
        }
    }

    private void onMeasured(ModelBenchmark.Result cost) {
        end(Message.of(
                "models.measured",
                cost.name(),
                Math.ceilDiv(cost.weightBytes(), ModelRow.MEGABYTE),
                Math.round(cost.photoMillis()),
                Math.round(cost.queryMillis())));
        refresh();
    }

    private <T> void work(Work<T> work, Consumer<T> done) {
        if (running.get()) {
            return;
        }
        CancellationToken token = new CancellationToken();
        cancellation = token;
        running.set(true);
        message.set(null);
        Consumer<Progress> report = background.newestOnUi(now -> {
            if (running.get()) {
                progress.set(now);
            }
        });
        background.run(Lane.MODELS, () -> work.with(report::accept, token), done, this::fail);
    }

    private void onAdded(Added added) {
        ModelRecord record = added.record();
        end(Message.of("models.added", added.name(), record.originSha256()));
        refresh();
    }

    private void fail(Exception failure) {
        end(failure instanceof CancellationException ? Message.of("models.cancelled") : Failures.message(failure));
    }

    private void end(Message outcome) {
        running.set(false);
        progress.set(null);
        message.set(outcome);
    }

    /** Stops what goes on; a download goes on there the next time. */
    public void cancel() {
        cancellation.cancel();
    }

    /** Deletes the selected model. */
    public void remove() {
        ModelRow row = selected.get();
        if (row != null && canRemove(row)) {
            background.run(
                    Lane.MODELS,
                    () -> {
                        folder.remove(row.name());
                        return row;
                    },
                    removed -> {
                        message.set(Message.of("models.removed", removed.name()));
                        refresh();
                    },
                    this::fail);
        }
    }

    /** Has the selected model read the photos and then answer. */
    public void use() {
        ModelRow row = selected.get();
        if (row != null && canUse(row)) {
            onUse.accept(row.name());
            String next = settings.now().model().next();
            message.set(
                    next == null
                            ? null
                            : Message.of(
                                    "models.chosen-now",
                                    next,
                                    settings.now().model().name()));
        }
    }

    /** Deletes what the selected model knows of the photos, as far as it is not in use. */
    public void drop() {
        ModelRow row = selected.get();
        Gallery open = gallery;
        if (row != null && open != null && row.spare() > 0) {
            background.run(
                    Lane.MODELS,
                    () -> open.dropDescriptors(row.name()),
                    freed -> {
                        message.set(Message.of("models.dropped", row.name(), Math.ceilDiv(freed, ModelRow.MEGABYTE)));
                        refreshUse();
                    },
                    this::fail);
        }
    }

    private boolean canRemove(ModelRow row) {
        return row.here() && !isEmbedded(row.name()) && !isChosen(row) && !isNext(row);
    }

    private boolean canUse(ModelRow row) {
        boolean givesUp = isChosen(row) && settings.now().model().next() != null;
        return row.here() && row.problem() == null && !isNext(row) && (givesUp || !isChosen(row));
    }

    private static boolean canMeasure(ModelRow row) {
        return row.here() && row.problem() == null;
    }

    private static boolean isEmbedded(String name) {
        return name.equals(LoadedWeights.EMBEDDED);
    }

    /** Whether a model is the one that answers. */
    boolean isChosen(ModelRow row) {
        return row.name().equals(settings.now().model().name());
    }

    /** Whether a model is the one that reads the photos in order to answer then. */
    boolean isNext(ModelRow row) {
        return row.name().equals(settings.now().model().next());
    }

    BooleanBinding canDownloadProperty() {
        return Bindings.createBooleanBinding(
                () -> selected.get() != null
                        && !selected.get().here()
                        && selected.get().canBeFetched()
                        && !running.get(),
                selected,
                running);
    }

    BooleanBinding canDropProperty() {
        return Bindings.createBooleanBinding(
                () -> selected.get() != null && selected.get().spare() > 0, selected);
    }

    BooleanBinding canMeasureProperty() {
        return Bindings.createBooleanBinding(
                () -> selected.get() != null && canMeasure(selected.get()) && !running.get(), selected, running);
    }

    BooleanBinding canRemoveProperty() {
        return Bindings.createBooleanBinding(
                () -> selected.get() != null && canRemove(selected.get()) && !running.get(),
                selected,
                running,
                settings.settingsProperty());
    }

    BooleanBinding canUseProperty() {
        return Bindings.createBooleanBinding(
                () -> selected.get() != null && canUse(selected.get()), selected, settings.settingsProperty());
    }

    /** Those at hand first, then those that can be fetched. */
    public ObservableList<ModelRow> rows() {
        return rows;
    }

    public ObjectProperty<@Nullable ModelRow> selectedProperty() {
        return selected;
    }

    /** Whether a model is being brought or measured. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** The newest report, null while nothing runs. */
    public ReadOnlyObjectProperty<@Nullable Progress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What was done last, or why it was not. */
    public ReadOnlyObjectProperty<@Nullable Message> messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** Changes when another model is chosen. */
    ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings.settingsProperty();
    }
}
