package io.manako.engine.vit;

import io.manako.engine.message.Message;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a model is made of and what it is fed with.
 *
 * @param dimension D
 * @param blocks L
 * @param heads H
 * @param patch side of a patch in pixels
 * @param registers R
 * @param side side in pixels of the square that photos have as many patches as
 * @param mean per channel, of pixels from 0 to 1
 * @param deviation per channel, of pixels from 0 to 1
 */
public record ModelShape(
        int dimension, int blocks, int heads, int patch, int registers, int side, float[] mean, float[] deviation) {
    /** Of a model that is known. */
    public static ModelShape of(KnownModel model) {
        return new ModelShape(
                model.dimension(),
                model.blocks(),
                model.heads(),
                model.patch(),
                model.registers(),
                model.side(),
                model.mean(),
                model.deviation());
    }

    /** Read off weights. */
    static ModelShape of(LoadedWeights opened) throws ModelException {
        Weights weights = opened.weights();
        ModelDescriptor d = opened.descriptor();
        int dimension = weights.length("norm.weight", 0, 1);
        return new ModelShape(
                dimension,
                weights.blocks(),
                d.heads(),
                weights.patch(),
                weights.registers(dimension),
                d.side(),
                d.mean(),
                d.deviation());
    }

    /** One line for people. */
    public Message architecture() {
        return Message.of("engine.models.architecture", blocks, heads, dimension, patch, registers);
    }

    /** One line for people. */
    public Message preprocessing() {
        return Message.of("engine.models.preprocessing", side, channels(mean), channels(deviation));
    }

    private static String channels(float[] values) {
        List<String> all = IntStream.range(0, values.length)
                .mapToObj(channel -> String.format(Locale.ROOT, "%.3f", values[channel]))
                .toList();
        return all.stream().distinct().count() == 1 ? all.getFirst() : String.join(" ", all);
    }
}
