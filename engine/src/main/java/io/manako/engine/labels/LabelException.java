package io.manako.engine.labels;

import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;
import java.util.Comparator;
import java.util.Map;

/** There is nothing to learn labels from; the message says why and what to do. */
public final class LabelException extends Exception implements Worded {
    private static final long serialVersionUID = 1;

    private final transient Message wording;

    private LabelException(Message wording) {
        super(wording.english());
        this.wording = wording;
    }

    /** @param counts of every label the photos that have it */
    static LabelException ofAll(Map<String, Integer> counts) {
        Map.Entry<String, Integer> most = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .orElse(null);
        if (most == null) {
            return new LabelException(Message.of("engine.label.none", LabelTraining.LEAST_EXAMPLES));
        }
        return new LabelException(
                most.getValue() < LabelTraining.LEAST_EXAMPLES
                        ? Message.of("engine.label.few", most.getKey(), most.getValue(), LabelTraining.LEAST_EXAMPLES)
                        : Message.of("engine.label.same", most.getKey()));
    }

    /** @param count photos that have the label */
    static LabelException ofOne(String label, int count) {
        return new LabelException(
                count < LabelTraining.LEAST_EXAMPLES
                        ? Message.of("engine.label.rare", label, count, LabelTraining.LEAST_EXAMPLES)
                        : Message.of("engine.label.same", label));
    }

    @Override
    public Message wording() {
        return wording;
    }
}
