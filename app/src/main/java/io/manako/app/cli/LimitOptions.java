package io.manako.app.cli;

import io.manako.engine.filter.Filter;
import io.manako.engine.store.Tags;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which photos of a library a command is about. */
final class LimitOptions {
    @Option(names = "--folder", paramLabel = "F", description = "Only photos in this folder and below it.")
    private @Nullable Path folder;

    @Option(
            names = "--tag",
            paramLabel = "EXPR",
            converter = FilterConverter.class,
            description = "Only photos with these tags, such as 'lamp NOT (desk OR \"floor lamp\") date:2024'; AND, OR,"
                    + " NOT, ca*, folder:NAME, collection:NAME, date:2024-05..2025, camera:NAME, rating:3..")
    private Filter filter = Filter.EVERYTHING;

    /** Absolute, or null for all folders. */
    @Nullable
    Path folder() {
        return folder == null ? null : folder.toAbsolutePath().normalize();
    }

    Filter filter() {
        return filter;
    }

    /** Says which tags of the filter no photo has: they may be mistyped. */
    void noteUnknown(Tags tags, Console console) {
        filter.tags()
                .filter(tag -> tags.photos(tag.text(), tag.prefix()).isEmpty())
                .forEach(tag -> console.err()
                        .println("note: no photo has a tag " + (tag.prefix() ? tag.text() + "*" : tag.text())));
    }
}
