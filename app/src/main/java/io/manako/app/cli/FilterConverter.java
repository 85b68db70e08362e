package io.manako.app.cli;

import io.manako.engine.filter.Filter;
import io.manako.engine.filter.FilterException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a filter over tags, folders, dates, cameras and stars. */
final class FilterConverter implements ITypeConverter<Filter> {
    @Override
    public Filter convert(String text) {
        try {
            return Filter.parse(text);
        } catch (FilterException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
