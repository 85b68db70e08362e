package io.manako.app.library;

import io.manako.app.gallery.Gallery;
import io.manako.app.gallery.IndexRun;
import io.manako.app.gallery.IndexSummary;
import io.manako.app.settings.Failures;
import io.manako.app.settings.Messages;
import io.manako.app.settings.ModelChoice;
import io.manako.app.settings.SettingsViewModel;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.engine.message.Message;
import io.manako.engine.task.Progress;
import io.manako.engine.vit.ModelInfo;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * Has another model take the place of the one that answers: it reads the photos in the background, and answers when it knows
 * all of them. The settings remember which is to come, so that the next start goes on. For the UI thread.
 */
public final class SwitchViewModel {
    private final Background background;
    private final Messages messages;
    private final SettingsViewModel settings;
    private final Consumer<Message> tell;
    private final Consumer<Message> warn;
    private final ReadOnlyObjectWrapper<@Nullable ModelInfo> model = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Progress> progress = new ReadOnlyObjectWrapper<>();
    private Runnable onSwitched = () -> {};
    private Runnable onEnded = () -> {};
    private @Nullable Gallery gallery;
    private @Nullable IndexRun run;
    private String coming = "";
    private boolean stopAsked;
    private boolean closing;

    /**
     * @param tell takes what was done, for the user
     * @param warn takes what went wrong, for the user
     */
    public SwitchViewModel(
            Background background,
            Messages messages,
            SettingsViewModel settings,
            Consumer<Message> tell,
            Consumer<Message> warn) {
        this.background = background;
        this.messages = messages;
        this.settings = settings;
        this.tell = tell;
        this.warn = warn;
    }

    /** Goes on with what was begun before the program ended. */
    public void use(Gallery opened) {
        gallery = opened;
        model.set(opened.model());
        next();
    }

    /**
     * @param switched called when another model answers
     * @param ended called when a model has taken the place of another or was given up
     */
    public void setOnSwitched(Runnable switched, Runnable ended) {
        onSwitched = switched;
        onEnded = ended;
    }

    /** Has a model take the place of the one that answers; where it is that one, no other takes its place any more. */
    public void begin(String name) {
        ModelChoice now = settings.now().model();
        ModelChoice chosen = now.withNext(name);
        settings.change(old -> old.withModel(chosen));
        if (running.get()) {
            stopRun(); // its end looks again at what is to come
        } else {
            next();
        }
    }

    private void next() {
        String name = settings.now().model().next();
        Gallery on = gallery;
        if (running.get() || closing || on == null || name == null) {
            return;
        }
        if (on.model().name().equals(name)) {
            settings.change(old -> old.withModel(ModelChoice.of(name))); // the embedded one that took another's place
            return;
        }
        coming = name;
        stopAsked = false;
        running.set(true);
        progress.set(Progress.of("index.scan", 0, -1));
        Consumer<Progress> report = background.newestOnUi(now -> {
            if (running.get()) {
                progress.set(now);
            }
        });
        background.run(Lane.WORK, () -> on.switchTo(name, report::accept), this::onStarted, this::onFailure);
    }

    private void onStarted(IndexRun started) {
        run = started;
        if (stopAsked) {
            started.cancel();
        }
        started.result()
                .whenComplete((ended, failure) -> background.onUi(() -> {
                    if (failure == null) {
                        onEnd(ended);
                    } else {
                        onFailure(failure);
                    }
                }));
    }

    private void onEnd(IndexSummary ended) {
        String name = coming;
        if (!ended.cancelled()) {
            settings.change(old -> {
                String wanted = old.model().next();
                ModelChoice now = ModelChoice.of(name);
                return old.withModel(wanted == null ? now : now.withNext(wanted));
            });
            Gallery on = gallery;
            if (on != null) {
                model.set(on.model());
            }
            onSwitched.run();
            tell.accept(Message.of("models.switched", name));
            ended.notices().forEach(tell);
        }
        rest();
    }

    private void onFailure(Throwable failure) {
        Message why = Failures.message(failure);
        settings.change(old -> old.withModel(old.model().staying()));
        warn.accept(
                Message.of("models.not-switched", coming, settings.now().model().name(), why));
        rest();
    }

    private void rest() {
        run = null;
        running.set(false);
        progress.set(null);
        onEnded.run();
        next();
    }

    /** Gives the model up that is to come; what it knows of the photos already is kept. */
    public void stop() {
        if (running.get()) {
            tell.accept(Message.of(
                    "models.switch-stopped", coming, settings.now().model().name()));
            settings.change(old -> old.withModel(old.model().staying()));
            stopRun();
        }
    }

    /** Ends the work; the next start of the program goes on with it. */
    public void close() {
        closing = true;
        stopRun();
    }

    private void stopRun() {
        stopAsked = true;
        IndexRun now = run;
        if (now != null) {
            now.cancel();
        }
    }

    /** The model that answers, null until the library is open. */
    public ReadOnlyObjectProperty<@Nullable ModelInfo> modelProperty() {
        return model.getReadOnlyProperty();
    }

    /** Whether another model reads the photos. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** The newest report, null while nothing runs. */
    public ReadOnlyObjectProperty<@Nullable Progress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** One line while it runs: which model, how many photos of how many, how fast and how long still. */
    public ObservableValue<String> lineProperty() {
        return messages.text(
                () -> {
                    Progress now = progress.get();
                    return now == null
                            ? ""
                            : ProgressLine.of(messages, messages.get("models.switching", coming), now, false);
                },
                progress);
    }
}
