package io.manako.app.cli;

import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Polarity;
import picocli.CommandLine.ITypeConverter;

/** Reads {@code x,y} and, for "not this", {@code x,y,-}. */
final class PointConverter implements ITypeConverter<Point> {
    @Override
    public Point convert(String text) {
        Coordinates c = Coordinates.parse(
                text, 2, "a point is x,y in photo pixels, such as 120,80, with ,- after it for \"not this\"");
        return new Point(c.numbers()[0], c.numbers()[1], c.negative() ? Polarity.NEGATIVE : Polarity.POSITIVE);
    }
}
