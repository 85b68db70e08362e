package io.manako.engine.evaluation;

import io.manako.engine.evaluation.Method.Asked;
import io.manako.engine.msba.Intervention;
import io.manako.engine.phs.HeadSelection;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.Searcher;
import io.manako.engine.vector.LogSumExp;
import io.manako.engine.vit.DescriptorKind;
import io.manako.engine.vit.FocusToken;
import io.manako.engine.vit.OpenPhoto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Forms that "not this" can take, each with the default's settings. */
final class NegativeMethods {
    /** The row without the negative mark, with which the others are compared. */
    static final String UNMARKED = "not marked";

    private final Methods methods;
    private final Searcher searcher;
    private final float temperature;

    NegativeMethods(Methods methods) {
        this.methods = methods;
        searcher = methods.searcher(methods.settled());
        temperature = methods.settled().temperature();
    }

    /** A row: what becomes of the marks. */
    record Form(String key, Function<NegativeMarks, Asked> ask) {}

    /** First the search without the mark, then what a search does with it. */
    List<Form> forms() {
        return List.of(
                new Form(UNMARKED, marks -> methods.bySearch(alone(marks))),
                new Form(RetrievalMethod.DEFAULT.key(), marks -> methods.bySearch(descriptor(marks.both()))),
                new Form("bias and gates", marks -> methods.bySearch(token(marks, marks.both(), marks.both()))),
                new Form("bias alone", marks -> methods.bySearch(biased(marks))),
                new Form("gates alone", marks -> methods.bySearch(token(marks, marks.wanted(), marks.both()))),
                new Form("descriptor less 0.25 of the other's", marks -> methods.bySearch(less(marks, 0.25f))),
                new Form("descriptor less 0.5 of the other's", marks -> methods.bySearch(less(marks, 0.5f))),
                new Form("less 0.25 of what differs", marks -> without(alone(marks), marks, 0.25f)),
                new Form("less 0.5 of what differs", marks -> without(alone(marks), marks, 0.5f)),
                new Form("bias, less 0.25 of what differs", marks -> without(biased(marks), marks, 0.25f)),
                new Form("bias, less 0.5 of what differs", marks -> without(biased(marks), marks, 0.5f)),
                new Form("score less 0.25 of the other's", marks -> penalised(marks, (a, b) -> b / 4)),
                new Form("score less 0.5 of the other's lead", marks -> penalised(marks, (a, b) -> lead(a, b) / 2)),
                new Form("score less the other's lead", marks -> penalised(marks, NegativeMethods::lead)));
    }

    private float[] descriptor(MarkedPhoto marked) {
        return marked.understood(searcher).descriptor();
    }

    private float[] alone(NegativeMarks marks) {
        return descriptor(marks.wanted());
    }

    private float[] biased(NegativeMarks marks) {
        return token(marks, marks.both(), marks.wanted());
    }

    /**
     * Descriptor of a focus token whose bias comes from one way to mark the photo and whose gates come from another. Where
     * the other thing is marked, the bias repels and attention speaks against a head.
     */
    private float[] token(NegativeMarks marks, MarkedPhoto bias, MarkedPhoto gates) {
        OpenPhoto open = marks.both().open();
        HeadSelection heads = HeadSelection.select(
                open.attention().maps(),
                open.attention().firstBlock(),
                gates.understood(searcher).region(),
                methods.settled().scoring(),
                methods.settled().selection(),
                Map.of());
        FocusToken token = new FocusToken(bias.understood(searcher).region(), heads.gates());
        return open.focus(List.of(token), DescriptorKind.FOCUS)[0];
    }

    private Asked without(float[] wanted, NegativeMarks marks, float share) {
        return methods.bySearch(Intervention.without(wanted, descriptor(marks.unwanted()), share));
    }

    private float[] less(NegativeMarks marks, float share) {
        float[] rest = alone(marks).clone();
        float[] unwanted = descriptor(marks.unwanted());
        for (int d = 0; d < rest.length; d++) {
            rest[d] -= share * unwanted[d];
        }
        return Methods.normalised(rest);
    }

    @FunctionalInterface
    private interface Penalty {
        /** @param wanted similarity of a photo with the wanted thing, as is {@code unwanted} with the other */
        float of(float wanted, float unwanted);
    }

    private static float lead(float wanted, float unwanted) {
        return Math.max(0, unwanted - wanted);
    }

    private Asked penalised(NegativeMarks marks, Penalty penalty) {
        float[] wanted = alone(marks);
        float[] unwanted = descriptor(marks.unwanted());
        Asked asked = methods.bySearch(wanted);
        return candidates -> {
            Map<Integer, GalleryPhoto> photos = new HashMap<>();
            candidates.photos().forEach(photo -> photos.put((int) photo.id().value(), photo));
            Stream<Answer.Ranked> ranked = asked.rank(candidates).order().stream()
                    .map(one -> {
                        GalleryPhoto photo = Objects.requireNonNull(photos.get(one.photo()));
                        float less = penalty.of(similarity(wanted, photo), similarity(unwanted, photo));
                        return new Answer.Ranked(one.photo(), one.score() - less, one.place());
                    });
            return Answer.sorted(ranked);
        };
    }

    private float similarity(float[] descriptor, GalleryPhoto photo) {
        float[] similarities = new float[photo.windows().count()];
        photo.windows().dots(descriptor, similarities);
        return LogSumExp.of(similarities, temperature);
    }
}
