package io.manako.app.results;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.QuerySession;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Ticket;
import io.manako.engine.filter.Filter;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchResult;
import io.manako.engine.vit.ScoreBands.Band;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest answer's hits, which of them is selected, and their explanations as they are asked for. For the UI thread. */
public final class ResultsViewModel {
    /** What the results' pane has to show. */
    public enum State {
        /** Nothing was asked. */
        NO_QUERY,
        /** There is nothing to search in. */
        NO_PHOTOS,
        /** There are photos, but none that the filter lets through. */
        NONE_PASSES,
        /** Words alone were asked for, and no photo has one. */
        NO_WORDS,
        HITS
    }

    private static final Logger LOG = LoggerFactory.getLogger(ResultsViewModel.class);

    /** While marks still change, explanations would be for rankings that are gone before they are drawn. */
    private static final Duration SETTLED = Duration.ofMillis(200);

    private final Background background;
    private final Messages messages;
    private final ObservableList<Hit> hits = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Answer> answer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NO_QUERY);
    private final ObjectProperty<@Nullable Hit> selected = new SimpleObjectProperty<>();
    private final ObservableList<Hit> chosen = FXCollections.observableArrayList();
    private final ObservableList<Hit> chosenAsShown = FXCollections.unmodifiableObservableList(chosen);
    private final BooleanProperty overlayVisible = new SimpleBooleanProperty(true);
    private final DoubleProperty overlayOpacity = new SimpleDoubleProperty(0.6);
    private final ObjectProperty<HitOrder> order = new SimpleObjectProperty<>(HitOrder.SCORE);
    private Map<PhotoId, LocalDateTime> taken = Map.of();
    private final Map<PhotoId, Explained> explained = new HashMap<>();
    private @Nullable Hit firstWeaker;
    private Predicate<PhotoId> fresh = photo -> false;
    private long question;
    private boolean touched;

    public ResultsViewModel(Background background, Messages messages) {
        this.background = background;
        this.messages = messages;
        order.addListener(observable -> arrange());
    }

    /** Shows an answer, or none. */
    public void show(@Nullable Answer newest) {
        if (newest == null || !newest.asksLike(answer.get())) {
            explained.clear();
            question++;
            touched = false;
        }
        answer.set(newest);
        List<Hit> found = newest == null ? List.of() : newest.result().hits();
        arrange();
        if (newest == null) {
            state.set(State.NO_QUERY);
        } else if (!found.isEmpty()) {
            state.set(State.HITS);
        } else {
            state.set(whyNone(newest));
        }
    }

    private static State whyNone(Answer answer) {
        if (answer.result().searched() > 0 && !answer.request().words().isBlank()) {
            return State.NO_WORDS;
        }
        return answer.request().filter().equals(Filter.EVERYTHING) ? State.NO_PHOTOS : State.NONE_PASSES;
    }

    private void arrange() {
        Answer of = answer.get();
        firstWeaker = of == null || order.get() != HitOrder.SCORE
                ? null
                : of.result().firstWeaker().orElse(null);
        hits.setAll(
                of == null
                        ? List.of()
                        : order.get()
                                .sorted(of.result().hits(), messages.language().locale(), hit -> taken.get(hit.id())));
    }

    /** Tells which photos are new in the answers to come: not in the library when a saved search was last looked at. */
    public void markNew(Predicate<PhotoId> photos) {
        fresh = photos;
    }

    boolean isNew(Hit hit) {
        return fresh.test(hit.id());
    }

    /** Tells when photos were taken, for the order by date. */
    public void useDates(Map<PhotoId, LocalDateTime> dates) {
        taken = dates;
        if (order.get() == HitOrder.DATE) {
            arrange();
        }
    }

    /**
     * Number of the question, which stays the same while the same marks are asked for again, as after every few photos of an
     * indexing run: a hit's explanation then stays good.
     */
    long question() {
        return question;
    }

    /** The user has begun to look through the hits. */
    void touch() {
        touched = true;
    }

    /** Whether the user looks through the hits of this question, so that they had better not move. */
    public boolean isTouched() {
        return touched;
    }

    /** The explanation of a hit if it is at hand. */
    public @Nullable Explained peek(Hit hit) {
        return explained.get(hit.id());
    }

    /** Where the thing is in a hit, in pixels of its photo: finer as soon as it was explained. */
    public Box place(Hit hit) {
        Explained known = peek(hit);
        return known == null || hit.same() != null
                ? hit.box()
                : known.explanation().place();
    }

    /**
     * Explains a hit of the newest answer, off the UI thread, once the marks have settled.
     *
     * @param sink not called where words alone were asked for, the photo cannot be read any more, or the marks have changed
     * @return to be cancelled when the hit is scrolled away
     */
    public Ticket explain(Hit hit, Consumer<Explained> sink) {
        Answer of = answer.get();
        QuerySession session = of == null ? null : of.session();
        if (of == null || session == null) {
            return new Ticket();
        }
        Ticket ticket = new Ticket();
        long asked = question;
        background.after(SETTLED, () -> {
            if (ticket.isCancelled() || asked != question) {
                return;
            }
            background.run(
                    ticket,
                    Lane.OVERLAYS,
                    () -> Explained.of(session.explain(of.request(), hit)),
                    explanation -> {
                        if (asked == question) {
                            explained.put(hit.id(), explanation);
                            sink.accept(explanation);
                        }
                    },
                    failure -> {
                        if (failure instanceof UnreadablePhotoException) {
                            LOG.info("No explanation: {}", failure.getMessage());
                        } else {
                            LOG.warn("No explanation of {}", hit.path(), failure);
                        }
                    });
        });
        return ticket;
    }

    /** The hits in the order that was chosen. */
    public ObservableList<Hit> hits() {
        return hits;
    }

    public ReadOnlyObjectProperty<@Nullable Answer> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /** Whether the hits were found with a query photo, and not by words alone. */
    public BooleanExpression hasPhotoProperty() {
        return BooleanExpression.booleanExpression(
                answer.map(of -> of.session() != null).orElse(false));
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The hit that leads the selection, or null. */
    public ObjectProperty<@Nullable Hit> selectedProperty() {
        return selected;
    }

    /** Whether the user said of a hit that more like it is wanted. */
    boolean isLiked(Hit hit) {
        Answer of = answer.get();
        return of != null && of.request().judged(true).contains(hit.id());
    }

    /** All hits that are selected, in the order in which they are shown; not to be changed. */
    public ObservableList<Hit> chosen() {
        return chosenAsShown;
    }

    /** The grid's selection is what is chosen, from now on. */
    void follow(ObservableList<Hit> selection) {
        Bindings.bindContent(chosen, selection);
    }

    public ObjectProperty<HitOrder> orderProperty() {
        return order;
    }

    public BooleanProperty overlayVisibleProperty() {
        return overlayVisible;
    }

    public DoubleProperty overlayOpacityProperty() {
        return overlayOpacity;
    }

    /** How much a hit's score says, empty where that is not known. */
    Optional<Band> band(Hit hit) {
        Answer of = answer.get();
        return of == null ? Optional.empty() : of.result().band(hit);
    }

    /** Whether a hit is the first that is no strong match: from it on they are weaker. Never in another order than by score. */
    boolean isFirstWeaker(Hit hit) {
        return hit.equals(firstWeaker);
    }

    /** How many photos were ranked, how many of them match strongly, and how fast. */
    public ObservableValue<String> summaryProperty() {
        return messages.text(
                () -> {
                    Answer of = answer.get();
                    if (of == null) {
                        return "";
                    }
                    SearchResult result = of.result();
                    long millis = Math.round(result.millis().total());
                    return result.bands() == null
                            ? messages.get("results.summary", result.hits().size(), result.searched(), millis)
                            : messages.get(
                                    "results.summary-bands",
                                    result.hits().size(),
                                    result.searched(),
                                    millis,
                                    result.hits().stream()
                                            .filter(hit -> result.band(hit).equals(Optional.of(Band.STRONG)))
                                            .count());
                },
                answer);
    }

    /** Words that were asked for in vain, where photos were found all the same, else empty. */
    public ObservableValue<String> missingProperty() {
        return ofResult(result -> result.hits().isEmpty()
                ? ""
                : result.missingNotice().map(messages::get).orElse(""));
    }

    /** What the marked thing may be called where learned tags had a say in the ranking, else empty. */
    public ObservableValue<String> calledProperty() {
        return ofResult(result -> result.called().isEmpty()
                ? ""
                : messages.get("results.called", String.join(messages.get("results.called-between"), result.called())));
    }

    private ObservableValue<String> ofResult(Function<SearchResult, String> text) {
        return messages.text(
                () -> {
                    Answer of = answer.get();
                    return of == null ? "" : text.apply(of.result());
                },
                answer);
    }
}
