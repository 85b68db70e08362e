package io.manako.app.query;

import io.manako.app.settings.Messages;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.Judgement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/** What the user said of hits since the query photo was opened: more like this, less like this. For the UI thread. */
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
        if (photos.isEmpty()) {
            return;
        }
        List<Judgement> now = history.now();
        boolean said = photos.stream().allMatch(photo -> now.contains(new Judgement(photo, wanted, null)));
        List<Judgement> next = new ArrayList<>(now);
        next.removeIf(judgement -> photos.contains(judgement.photo()));
        if (!said) {
            photos.forEach(photo -> next.add(new Judgement(photo, wanted, null)));
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

    /** How many are liked and how many are not; empty where nothing was said. */
    public ObservableValue<String> summaryProperty() {
        return messages.text(
                () -> {
                    List<Judgement> said = judgements.get();
                    long liked = said.stream().filter(Judgement::wanted).count();
                    return said.isEmpty() ? "" : messages.get("feedback.summary", liked, said.size() - liked);
                },
                judgements);
    }
}
