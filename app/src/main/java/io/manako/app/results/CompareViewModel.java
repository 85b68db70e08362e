package io.manako.app.results;

import io.manako.app.gallery.Answer;
import io.manako.engine.phs.HeadScore;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Explanation.HeadShare;
import io.manako.engine.search.Hit;
import io.manako.engine.vit.AttentionMaps;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** The query photo and the selected hit side by side, seen through one look. For the UI thread. */
public final class CompareViewModel {
    /**
     * What both photos show: the same part of each.
     *
     * @param zoom 1 where the whole photo fits, more where it is magnified
     * @param x middle of the view as a share of the photo's width
     * @param y middle of the view as a share of the photo's height
     */
    public record Look(double zoom, double x, double y) {
        static final Look WHOLE = new Look(1, 0.5, 0.5);
    }

    /** What a head had to say about a match. */
    public enum Voice {
        /** The marks selected it, and the match came through it. */
        AGREED,
        /** The match came through it although the marks did not select it. */
        UNASKED,
        /** It spoke against the match. */
        AGAINST
    }

    /**
     * A head's part in a match.
     *
     * @param share of the similarity, from −1 to 1
     */
    public record Vote(int block, int head, float share, Voice voice) {}

    private final ResultsViewModel results;
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<Look> look = new SimpleObjectProperty<>(Look.WHOLE);

    public CompareViewModel(ResultsViewModel results) {
        this.results = results;
        results.answerProperty().addListener((observable, old, answer) -> {
            if (answer != null && answer.session() == null) {
                open.set(false); // there is no photo to compare with
            }
        });
        results.selectedProperty().addListener((observable, old, hit) -> {
            if (hit == null) {
                open.set(false);
            }
        });
    }

    /** Opens or closes the comparison with the selected hit. */
    public void toggle() {
        if (!open.get()) {
            look.set(Look.WHOLE);
        }
        open.set(!open.get() && results.selectedProperty().get() != null);
    }

    public void close() {
        open.set(false);
    }

    public void fit() {
        look.set(Look.WHOLE);
    }

    /** The heads of the last block by what they said, the strongest first. */
    static List<Vote> votes(Answer answer, Explanation explanation) {
        return explanation.heads().stream()
                .filter(share -> share.share() != 0)
                .sorted(Comparator.comparingDouble((HeadShare share) -> Math.abs(share.share()))
                        .reversed())
                .map(share -> new Vote(share.block(), share.head(), share.share(), voice(answer, share)))
                .toList();
    }

    private static Voice voice(Answer answer, HeadShare share) {
        if (share.share() < 0) {
            return Voice.AGAINST;
        }
        boolean selected = answer.result().heads().stream()
                .anyMatch(head -> head.block() == share.block() && head.head() == share.head() && head.selected());
        return selected ? Voice.AGREED : Voice.UNASKED;
    }

    /** What the selected heads look at in the query photo: their maps, weighted by their gates, {@code float[N]}. */
    static float[] attention(AttentionMaps maps, List<HeadScore> heads) {
        float[] sum = new float[maps.grid().patches()];
        for (HeadScore head : heads) {
            int block = head.block() - maps.firstBlock();
            if (head.selected() && block >= 0 && block < maps.blocks()) {
                float[] map = maps.maps()[block][head.head()];
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += head.gate() * map[i];
                }
            }
        }
        return sum;
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    public ObjectProperty<Look> lookProperty() {
        return look;
    }

    ResultsViewModel results() {
        return results;
    }

    /** Place of a hit in the list that is shown, from 1. */
    int place(Hit hit) {
        return results.hits().indexOf(hit) + 1;
    }
}
