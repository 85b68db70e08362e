package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.app.export.HitJson;
import io.manako.engine.Facets;
import io.manako.engine.filter.Filter;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.store.PhotoRegion;
import io.manako.engine.store.PhotoRow;
import io.manako.engine.store.PhotoTag;
import io.manako.engine.store.Rating;
import io.manako.engine.store.TagColour;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagException;
import io.manako.engine.store.TagName;
import io.manako.engine.store.Tags;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Needs no model, so it starts at once. */
@Command(
        name = "tag",
        description =
                "Puts tags and stars on photos of a library and takes them off; without either, prints the photos'"
                        + " tags and stars. The photos' files are not touched.")
final class TagCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec command;

    @Mixin
    private LibraryOption where;

    @Option(
            names = "--add",
            paramLabel = "NAME",
            converter = TagNameConverter.class,
            description = "A tag to put on the photos; can be given more than once.")
    private List<TagName> added = new ArrayList<>();

    @Option(
            names = "--remove",
            paramLabel = "NAME",
            converter = TagNameConverter.class,
            description = "A tag to take off the photos; can be given more than once.")
    private List<TagName> removed = new ArrayList<>();

    @Option(
            names = "--box",
            paramLabel = "x,y,w,h",
            converter = BoxConverter.class,
            description =
                    "Left, top, width and height, in photo pixels, of what the tags of --add name in the one PHOTO: what"
                            + " is learned of them is learned from there.")
    private @Nullable Box box;

    @Option(
            names = "--under",
            paramLabel = "NAME",
            converter = TagNameConverter.class,
            description = "Put the tags of --add below this one: who looks for it finds them, too.")
    private @Nullable TagName parent;

    @Option(names = "--top", description = "Take the tags of --add out from below the one they are under.")
    private boolean top;

    @Option(
            names = "--colour",
            paramLabel = "NAME",
            converter = ColourConverter.class,
            description =
                    "Colour of the tags of --add in the window: orange, sky, green, yellow, blue, vermilion, purple"
                            + " or grey.")
    private @Nullable TagColour colour;

    @Option(
            names = "--rename",
            paramLabel = "NAME",
            converter = TagNameConverter.class,
            description =
                    "A tag to be called as --to says everywhere; the old name is still understood. Where another tag"
                            + " is called so, the two become one.")
    private @Nullable TagName renamed;

    @Option(
            names = "--alias",
            paramLabel = "NAME",
            converter = TagNameConverter.class,
            description = "One more name for the tag of --to.")
    private @Nullable TagName alias;

    @Option(
            names = "--unalias",
            paramLabel = "NAME",
            converter = TagNameConverter.class,
            description = "A name that is no longer understood as a tag's other name.")
    private @Nullable TagName dropped;

    @Option(
            names = "--to",
            paramLabel = "NAME",
            converter = TagNameConverter.class,
            description = "See --rename and --alias.")
    private @Nullable TagName target;

    @Option(names = "--rating", paramLabel = "N", description = "Stars for the photos, from 0 to 5.")
    private @Nullable Integer stars;

    @Option(
            names = "--list",
            description =
                    "Print every tag with the number of photos that have it or one below it; 'manako facets' counts more.")
    private boolean list;

    @Option(names = "--json", description = "Print tags as one JSON document.")
    private boolean json;

    @Parameters(arity = "0..*", paramLabel = "PHOTO", description = "Photos of the library.")
    private List<Path> files = new ArrayList<>();

    TagCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        boolean changes = !added.isEmpty() || !removed.isEmpty() || stars != null;
        boolean places = parent != null || top || colour != null;
        if (list && (changes || places || !files.isEmpty())) {
            throw wrong("--list prints all tags and changes none: give it alone");
        }
        if (parent != null && top || places && added.isEmpty()) {
            throw wrong(
                    "--under NAME and --top say where the tags of --add belong: give one of them, with --add; --colour how they look, with --add, too");
        }
        if (stars != null && (stars < 0 || stars > Rating.MOST)) {
            throw wrong("--rating takes 0 to " + Rating.MOST + " stars, not " + stars);
        }
        if (box != null && (added.isEmpty() || files.size() != 1 || box.polarity() == Polarity.NEGATIVE)) {
            throw wrong("--box says where the tags of --add are in one PHOTO: give it with --add and that photo");
        }
        boolean names = renamed != null || alias != null || dropped != null;
        if ((renamed == null) == (alias == null) && target != null
                || target == null && (renamed != null || alias != null)) {
            throw wrong("--to NAME belongs to one of --rename OLD and --alias OTHER, and they to it");
        }
        if (names && (changes || places || list || !files.isEmpty())) {
            throw wrong("--rename, --alias and --unalias concern a tag and no photos: give them without others");
        }
        if (files.isEmpty() && !list && !names && (!places || !removed.isEmpty() || stars != null)) {
            throw wrong("a PHOTO is missing, or --list");
        }
        where.check();
        try (Libraries.OpenedStore opened = console.host().libraries().openStore(where.directory())) {
            LibraryStore store = opened.store();
            if (!store.readOnly()) {
                store.notices().forEach(console::note); // else the refusal to change anything says it all
            }
            Map<PhotoId, Path> photos = LibraryPhotos.of(store, where.directory(), files);
            Tags tags = store.catalogue().tags();
            if (names) {
                name(tags);
            } else if (list) {
                Facets facets = Facets.of(store.catalogue(), null, Filter.EVERYTHING);
                TagOutput.print(facets.tags(), tags.aliases(), json, console);
            } else if (!changes) {
                print(photos, store.catalogue());
            } else {
                change(photos, store.catalogue());
            }
        }
        return Cli.DONE;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private void name(Tags tags) {
        TagName to = target;
        try {
            if (renamed != null && to != null) {
                tags.rename(renamed, to);
            }
            if (alias != null && to != null) {
                tags.addAlias(alias, to);
            }
            if (dropped != null) {
                tags.removeAlias(dropped);
            }
        } catch (TagException e) {
            throw wrong(e.getMessage());
        }
    }

    private void change(Map<PhotoId, Path> photos, Catalogue catalogue) {
        Tags tags = catalogue.tags();
        List<PhotoTag> placed = placed(photos.keySet(), catalogue);
        TagEdit made;
        try {
            if (parent != null || top) {
                added.forEach(tag -> tags.place(tag, parent));
            }
            made = tags.apply(TagEdit.of(photos.keySet(), added, removed));
            if (colour != null) {
                added.forEach(tag -> tags.colour(tag, colour));
            }
        } catch (TagException e) {
            throw wrong(e.getMessage());
        }
        if (!placed.isEmpty()) {
            // A place that was known gives way to the new one.
            tags.apply(new TagEdit(placed, placed, List.of(), List.of()));
        }
        Integer given = stars;
        if (given != null) {
            catalogue
                    .stars()
                    .apply(photos.keySet().stream()
                            .map(photo -> new Rating(photo, given))
                            .toList());
        }
        if (!photos.isEmpty()) {
            console.out()
                    .printf(
                            Locale.ROOT,
                            "%s: %s put on, %,d taken off%s%n",
                            Counted.of(photos.size(), "photo"),
                            Counted.of(made.added().size(), "tag"),
                            made.removed().size(),
                            given == null ? "" : ", rated " + given);
        }
    }

    /** What --box says of photos, of which there is one then. */
    private List<PhotoTag> placed(Set<PhotoId> photos, Catalogue catalogue) {
        Box marked = box;
        if (marked == null) {
            return List.of();
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return photos.stream()
                .flatMap(id -> catalogue.photo(id).stream())
                .flatMap(photo -> {
                    Box on = PromptOptions.onPhoto(marked, photo.width(), photo.height(), command);
                    PhotoRegion region = PhotoRegion.of(on, photo.width(), photo.height());
                    return added.stream().map(tag -> new PhotoTag(photo.id(), tag, region, now));
                })
                .toList();
    }

    private void print(Map<PhotoId, Path> photos, Catalogue catalogue) throws IOException {
        Map<PhotoId, List<PhotoTag>> borne = catalogue.tags().of(photos.keySet());
        Map<PhotoId, Integer> rated = catalogue.stars().of(photos.keySet());
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode all = document.putArray("photos");
        for (Map.Entry<PhotoId, Path> photo : photos.entrySet()) {
            List<PhotoTag> found = borne.getOrDefault(photo.getKey(), List.of());
            ObjectNode written = all.addObject()
                    .put("path", photo.getValue().toAbsolutePath().normalize().toString());
            int given = rated.getOrDefault(photo.getKey(), 0);
            written.put("rating", given);
            ArrayNode names = written.putArray("tags");
            ArrayNode ofFile = written.putArray("keywordsOfFile");
            ObjectNode places = written.putObject("places");
            PhotoRow row = catalogue.photo(photo.getKey()).orElseThrow();
            for (PhotoTag tag : found) {
                names.add(tag.tag().text());
                PhotoRegion region = tag.region();
                if (region != null) {
                    places.set(tag.tag().text(), HitJson.sides(region.on(row.width(), row.height())));
                }
                if (tag.origin() == PhotoTag.Origin.FILE) {
                    ofFile.add(tag.tag().text());
                }
            }
            if (!json) {
                console.out()
                        .println(photo.getValue() + ": "
                                + (found.isEmpty() ? "no tags" : "")
                                + found.stream().map(tag -> describe(tag, row)).collect(Collectors.joining(", "))
                                + (given == 0 ? "" : "  " + "★".repeat(given)));
            }
        }
        if (json) {
            JsonOutput.print(document, console);
        }
    }

    /** As --box takes it. */
    private static String pixels(Box box) {
        return String.format(Locale.ROOT, "%.0f,%.0f,%.0f,%.0f", box.x(), box.y(), box.width(), box.height());
    }

    private static String describe(PhotoTag tag, PhotoRow photo) {
        PhotoRegion region = tag.region();
        return tag.tag()
                + (region == null ? "" : " (at " + pixels(region.on(photo.width(), photo.height())) + ")")
                + (tag.origin() == PhotoTag.Origin.FILE ? " (keyword of the file)" : "");
    }
}
