package io.manako.app.cli;

import io.manako.engine.store.TagColour;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a tag's colour. */
final class ColourConverter implements ITypeConverter<TagColour> {
    /** As it is written. */
    static String name(TagColour colour) {
        return colour.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public TagColour convert(String text) {
        return Arrays.stream(TagColour.values())
                .filter(colour -> name(colour).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                        + Arrays.stream(TagColour.values())
                                .map(ColourConverter::name)
                                .collect(Collectors.joining(", "))));
    }
}
