package io.manako.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagCount;
import io.manako.engine.store.TagName;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tags of a library with their photos counted as the window does: a photo with a tag has those above it, too. */
final class TagOutput {
    private TagOutput() {}

    /** @param aliases other names of tags that have some */
    static void print(List<TagCount> tags, Map<TagName, List<TagName>> aliases, boolean json, Console console)
            throws IOException {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode all = document.putArray("tags");
        for (TagCount tag : tags) {
            List<TagName> others = aliases.getOrDefault(tag.tag().name(), List.of());
            if (json) {
                ArrayNode written = node(tag, all.addObject()).putArray("aliases");
                others.forEach(other -> written.add(other.text()));
            } else {
                console.out().println(line(tag) + also(others));
            }
        }
        if (json) {
            JsonOutput.print(document, console);
        }
    }

    static ObjectNode node(TagCount count, ObjectNode node) {
        Tag tag = count.tag();
        TagName above = tag.parent();
        return node.put("name", tag.name().text())
                .put("under", above == null ? null : above.text())
                .put("photos", count.photos())
                .put("own", count.own())
                .put("colour", tag.colour() == null ? null : ColourConverter.name(tag.colour()));
    }

    static String line(TagCount count) {
        Tag tag = count.tag();
        TagName above = tag.parent();
        return line(count.photos(), tag.name())
                + (above == null ? "" : "  (under " + above + ")")
                + (count.own() == count.photos() ? "" : String.format(Locale.ROOT, "  (%,d itself)", count.own()))
                + (tag.colour() == null ? "" : "  (" + ColourConverter.name(tag.colour()) + ")");
    }

    /** How many photos are something. */
    static String line(int photos, Object what) {
        return String.format(Locale.ROOT, "%,7d  %s", photos, what);
    }

    private static String also(List<TagName> aliases) {
        return aliases.isEmpty()
                ? ""
                : "  (also " + aliases.stream().map(TagName::text).collect(Collectors.joining(", ")) + ")";
    }
}
