package io.manako.app.query;

import io.manako.app.settings.Messages;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.Judgement;
import io.manako.engine.store.TagName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/** What the user said of hits and tags since the query photo was opened: more like this, less like this. For the UI thread. */
public final class FeedbackViewModel {
    private final Messages messages;
    private final History<List<Judgement>> history = new History<>(List.of());
    private final ReadOnlyObjectWrapper<List<Judgement>> judgements = new ReadOnlyObjectWrapper<>(List.of());

    FeedbackViewModel(Messages messages) {
        this.messages = messages;
    }

    /**
     * Judges photos by the place where they matched, as one step that can be taken back. Photos that all are judged so
     * already are not judged any more.
     */
    public void judge(Collection<PhotoId> photos, boolean wanted) {
        say(photos.stream()
                .map(photo -> (Judgement) new Judgement.OfPhoto(photo, wanted, null))
                .toList());
    }

    /** Says that what is looked for has what a tag names, or has it not, as one step that can be taken back. */
    public void judge(TagName tag, boolean wanted) {
        Judgement said = new Judgement.OfTag(tag.text(), wanted);
        if (!history.now().contains(said)) {
            say(List.of(said));
        }
    }

    /** Takes something back that was said, as a step that can be taken back itself. */
    public void forget(Judgement said) {
        if (history.now().contains(said)) {
            say(List.of(said)); // said once more
        }
    }

    private void say(List<Judgement> said) {
        if (said.isEmpty()) {
            return;
        }
        List<Judgement> now = history.now();
        Set<Object> subjects = said.stream().map(Judgement::subject).collect(Collectors.toSet());
        List<Judgement> next = new ArrayList<>(now);
        next.removeIf(judgement -> subjects.contains(judgement.subject()));
        if (!now.containsAll(said)) {
            next.addAll(said);
        }
        history.push(List.copyOf(next));
        judgements.set(history.now());
    }

    /** Takes the last step back. */
    public void undo() {
        history.undo();
        judgements.set(history.now());
    }

    /** Forgets all that was said, as a step that can be taken back. */
    public void reset() {
        if (!history.now().isEmpty()) {
            history.push(List.of());
            judgements.set(List.of());
        }
    }

    /** Another query: nothing was said of its hits. */
    void restart() {
        restart(List.of());
    }

    /** Another query, of whose hits something was said earlier. */
    void restart(List<Judgement> said) {
        history.restart(said);
        judgements.set(said);
    }

    /** In the order in which they were said. */
    public ReadOnlyObjectProperty<List<Judgement>> judgementsProperty() {
        return judgements.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canUndoProperty() {
        return history.canUndoProperty();
    }

    /** Whether anything is said. */
    public BooleanExpression saidProperty() {
        return BooleanExpression.booleanExpression(judgements.map(said -> !said.isEmpty()));
    }

    private long photos(boolean wanted) {
        return judgements.get().stream()
                .filter(said -> said instanceof Judgement.OfPhoto && said.wanted() == wanted)
                .count();
    }

    /** How many photos are liked and how many are not, or that tags alone were named; empty where nothing was said. */
    public ObservableValue<String> summaryProperty() {
        return messages.text(
                () -> {
                    long liked = photos(true);
                    long disliked = photos(false);
                    if (liked + disliked > 0) {
                        return messages.get("feedback.summary", liked, disliked);
                    }
                    return judgements.get().isEmpty() ? "" : messages.get("feedback.tags");
                },
                judgements);
    }
}
