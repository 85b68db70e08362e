package io.manako.app.cli;

import io.manako.engine.store.CollectionException;
import io.manako.engine.store.CollectionName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a collection. */
final class CollectionNameConverter implements ITypeConverter<CollectionName> {
    @Override
    public CollectionName convert(String text) {
        try {
            return new CollectionName(text);
        } catch (CollectionException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
