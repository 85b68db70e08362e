package io.manako.app.curate;

import io.manako.app.gallery.Gallery;
import io.manako.app.gallery.TagSuggester;
import io.manako.app.settings.Failures;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Ticket;
import io.manako.engine.TagSuggestion;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.PhotoRegion;
import io.manako.engine.store.PhotoTag;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Tags that photos may well have, to be confirmed or rejected. They are learned in the background when somebody looks and the
 * tags have changed since the last time, and again after every {@value #LEARN_AFTER} answers. For the UI thread.
 */
public final class SuggestionsViewModel {
    static final int LEARN_AFTER = 10;

    /** Suggestions of one tag: by the time these are answered they are learned anew. */
    static final int EACH = 100;

    /** Suggestions of all tags together. */
    static final int SHOWN = 200;

    /** Least probability of a suggestion where nobody asks for its tag. */
    static final float LEAST = 0.1f;

    /** One tag, or all. */
    public record Choice(@Nullable TagName tag) {
        static final Choice ALL = new Choice(null);

        boolean has(TagSuggestion suggestion) {
            return tag == null
                    ? suggestion.probability() >= LEAST
                    : tag.key().equals(suggestion.tag().key());
        }
    }

    /** What was answered. */
    private record Question(PhotoId photo, String tag) {
        static Question of(TagSuggestion suggestion) {
            return new Question(suggestion.photo(), suggestion.tag().key());
        }
    }

    private record Learned(TagSuggester tags, List<TagSuggestion> best, boolean readOnly) {}

    private final Background background;
    private final TagsViewModel tags;
    private final Consumer<Exception> report;
    private final ObservableList<TagSuggestion> shown = FXCollections.observableArrayList();
    private final ObservableList<Choice> choices = FXCollections.observableArrayList(Choice.ALL);
    private final ObjectProperty<Choice> choice = new SimpleObjectProperty<>(Choice.ALL);
    private final BooleanProperty onlySelected = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Set<PhotoId>> selected = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyBooleanWrapper learning = new ReadOnlyBooleanWrapper();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper readOnly = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Message> message = new ReadOnlyObjectWrapper<>();
    private final Set<Question> answered = new HashSet<>();
    private List<TagSuggestion> best = List.of();
    private @Nullable TagSuggester learned;
    private @Nullable Gallery gallery;
    private CancellationToken running = new CancellationToken();
    private Ticket ticket = new Ticket();
    private boolean open;
    private int answers;

    /** @param report takes what went wrong and nobody foresaw */
    public SuggestionsViewModel(Background background, TagsViewModel tags, Consumer<Exception> report) {
        this.background = background;
        this.tags = tags;
        this.report = report;
        choice.addListener(observable -> show());
        onlySelected.addListener(observable -> lookElsewhere());
    }

    /** The gallery whose tags are learned from now on. */
    public void use(Gallery opened) {
        gallery = opened;
        changed.set(true);
    }

    /** Tells that tags or photos have changed, so that there is something new to learn. */
    public void onChanged() {
        changed.set(true);
    }

    /** Another model answers: what the one before had learned is void, and learned anew where somebody looks. */
    public void onModelChanged() {
        stop();
        changed.set(true);
        if (open) {
            learn();
        } else {
            forget();
            message.set(null);
        }
    }

    private void forget() {
        learned = null;
        offer(List.of());
        onSuggested(List.of());
    }

    /**
     * Somebody looks: learns, unless nothing has changed since the last time.
     *
     * @param photos those that are selected elsewhere, to which suggestions can be limited
     */
    public void begin(Collection<PhotoId> photos) {
        open = true;
        selected.set(Set.copyOf(photos));
        onlySelected.set(false);
        if (changed.get()) {
            learn();
        }
    }

    /** Nobody looks any more. */
    public void end() {
        open = false;
        cancel();
    }

    /** Learns anew what has changed. */
    public void learn() {
        Gallery from = gallery;
        if (from == null) {
            return;
        }
        stop();
        changed.set(false);
        answers = 0;
        learning.set(true);
        progress.set(0);
        message.set(Message.of("suggest.learning"));
        CancellationToken token = new CancellationToken();
        Consumer<Progress> newest = background.newestOnUi(now -> {
            if (running == token) {
                progress.set(now.fraction());
            }
        });
        Set<PhotoId> among = among();
        run(
                token,
                () -> {
                    TagSuggester taught = from.learnTags(newest::accept, token);
                    return new Learned(taught, taught.suggest(among, EACH, token), from.readOnly());
                },
                this::onLearned);
    }

    private <T> void run(CancellationToken token, Callable<T> work, Consumer<T> done) {
        running = token;
        ticket = background.run(Lane.LEARNING, work, done, this::onFailed);
    }

    private void onLearned(Learned now) {
        learning.set(false);
        learned = now.tags();
        readOnly.set(now.readOnly());
        message.set(
                now.readOnly()
                        ? Message.of("suggest.read-only")
                        : Message.of(
                                "suggest.learned",
                                now.tags().tags().size(),
                                now.tags().photos()));
        offer(now.tags().tags());
        onSuggested(now.best());
    }

    private void onSuggested(List<TagSuggestion> now) {
        best = now;
        show();
    }

    private void onFailed(Exception failure) {
        learning.set(false);
        forget();
        if (Failures.isForeseen(failure)) {
            message.set(Failures.message(failure));
        } else {
            message.set(null);
            report.accept(failure);
        }
    }

    /** Tags that can be chosen; the one that is chosen stays as long as it is among them. */
    private void offer(List<TagName> names) {
        List<Choice> now = Stream.concat(Stream.of(Choice.ALL), names.stream().map(Choice::new))
                .toList();
        if (!now.equals(choices)) {
            Choice before = choice.get();
            choices.setAll(now);
            choice.set(now.contains(before) ? before : Choice.ALL);
        }
    }

    /** Stops learning; what was learned before stays. */
    public void cancel() {
        if (learning.get()) {
            changed.set(true);
            message.set(Message.of("suggest.cancelled"));
        }
        stop();
    }

    private void stop() {
        running.cancel();
        ticket.cancel();
        learning.set(false);
    }

    private @Nullable Set<PhotoId> among() {
        return onlySelected.get() ? selected.get() : null;
    }

    private void lookElsewhere() {
        TagSuggester taught = learned;
        if (learning.get()) {
            learn();
        } else if (open && taught != null) {
            stop();
            CancellationToken token = new CancellationToken();
            Set<PhotoId> among = among();
            run(token, () -> taught.suggest(among, EACH, token), this::onSuggested);
        }
    }

    private void show() {
        Choice only = choice.get();
        List<TagSuggestion> now = best.stream()
                .filter(suggestion -> only.has(suggestion) && !answered.contains(Question.of(suggestion)))
                .limit(SHOWN)
                .toList();
        if (!now.equals(shown)) {
            shown.setAll(now);
        }
    }

    /** Puts the tags on the photos, each for the place that speaks for it, as one step that can be taken back. */
    public void confirm(List<TagSuggestion> suggestions) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        answer(
                suggestions,
                new TagEdit(
                        suggestions.stream()
                                .map(suggestion -> new PhotoTag(
                                        suggestion.photo(),
                                        suggestion.tag(),
                                        PhotoRegion.of(suggestion.place(), suggestion.width(), suggestion.height()),
                                        now))
                                .toList(),
                        List.of()));
    }

    /** Says that the photos have not the tags, as one step that can be taken back: that is learned from. */
    public void reject(List<TagSuggestion> suggestions) {
        answer(
                suggestions,
                new TagEdit(
                        List.of(),
                        suggestions.stream()
                                .map(suggestion -> PhotoTag.now(suggestion.photo(), suggestion.tag()))
                                .toList()));
    }

    private void answer(List<TagSuggestion> suggestions, TagEdit edit) {
        if (suggestions.isEmpty() || readOnly.get()) {
            return;
        }
        List<TagSuggestion> these = List.copyOf(suggestions);
        Set<Question> questions = these.stream().map(Question::of).collect(Collectors.toSet());
        answered.addAll(questions); // at once: the next one is answered while the library still writes
        show();
        tags.apply(edit, stands -> {
            if (stands) {
                answers += these.size();
                if (open && answers >= LEARN_AFTER && !learning.get()) {
                    learn();
                }
            } else {
                answered.removeAll(questions);
                putBack(these);
            }
        });
    }

    /** Suggests again what was learned to be decided in the meantime. */
    private void putBack(List<TagSuggestion> these) {
        Set<Question> known = best.stream().map(Question::of).collect(Collectors.toSet());
        List<TagSuggestion> all = new ArrayList<>(best);
        these.stream().filter(one -> !known.contains(Question.of(one))).forEach(all::add);
        all.sort(Comparator.comparingDouble(one -> -one.probability()));
        onSuggested(List.copyOf(all));
    }

    /** From how many photos a tag was learned. */
    int examples(TagName tag) {
        TagSuggester taught = learned;
        return taught == null ? 0 : taught.examples(tag);
    }

    /** The most probable first. */
    public ObservableList<TagSuggestion> suggestions() {
        return shown;
    }

    /** Tags that were learned, after all of them. */
    ObservableList<Choice> choices() {
        return choices;
    }

    ObjectProperty<Choice> choiceProperty() {
        return choice;
    }

    /** Whether suggestions are for the selected photos alone. */
    BooleanProperty onlySelectedProperty() {
        return onlySelected;
    }

    ReadOnlyObjectProperty<Set<PhotoId>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty learningProperty() {
        return learning.getReadOnlyProperty();
    }

    /** Share of the tags that are learned, from 0 to 1. */
    ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Whether there is something new to learn. */
    ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    /** Whether the library cannot be written, so that nothing can be answered. */
    ReadOnlyBooleanProperty readOnlyProperty() {
        return readOnly.getReadOnlyProperty();
    }

    /** What was learned, why nothing can be, or null. */
    ReadOnlyObjectProperty<@Nullable Message> messageProperty() {
        return message.getReadOnlyProperty();
    }
}
