package io.manako.app.cli;

import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Polarity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code x,y,w,h} and {@code x,y,w,h,-}. */
final class BoxConverter implements ITypeConverter<Box> {
    @Override
    public Box convert(String text) {
        Coordinates c = Coordinates.parse(text, 4, "a box is x,y,w,h in photo pixels, such as 120,80,300,200");
        double[] n = c.numbers();
        if (n[2] <= 0 || n[3] <= 0) {
            throw new TypeConversionException(
                    "'" + text + "' has no area: width and height of a box must be more than 0");
        }
        return new Box(n[0], n[1], n[2], n[3], c.negative() ? Polarity.NEGATIVE : Polarity.POSITIVE);
    }
}
