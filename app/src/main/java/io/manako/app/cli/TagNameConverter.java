package io.manako.app.cli;

import io.manako.engine.store.TagException;
import io.manako.engine.store.TagName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a tag. */
final class TagNameConverter implements ITypeConverter<TagName> {
    @Override
    public TagName convert(String text) {
        try {
            return new TagName(text);
        } catch (TagException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
