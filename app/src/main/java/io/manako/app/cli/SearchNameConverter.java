package io.manako.app.cli;

import io.manako.engine.store.SavedSearchException;
import io.manako.engine.store.SearchName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a saved search. */
final class SearchNameConverter implements ITypeConverter<SearchName> {
    @Override
    public SearchName convert(String text) {
        try {
            return new SearchName(text);
        } catch (SavedSearchException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
