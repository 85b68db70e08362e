package io.manako.engine.metadata;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gathers a photo's keywords from the fields in which programs write them. Most write every keyword twice, once with its
 * hierarchy and once without, and the names above it as well; each is kept once, with its hierarchy.
 */
final class Keywords {
    /** digiKam's notes to itself. */
    private static final String INTERNAL = "_Digikam_Internal_Tags_";

    /** Deeper than anybody sorts. */
    private static final int LEVELS = 20;

    /** Characters of all keywords, blanks between them not counted. */
    private static final int MOST_CHARACTERS = 100_000;

    private final Set<List<String>> paths = new LinkedHashSet<>();
    private final Set<String> flat = new LinkedHashSet<>();

    void add(@Nullable String name) {
        String clean = Texts.line(name);
        if (clean != null) {
            flat.add(clean);
        }
    }

    /** @param separator between the levels of a hierarchy */
    void add(@Nullable String hierarchy, char separator) {
        if (hierarchy == null) {
            return;
        }
        List<String> path = new ArrayList<>();
        for (String level : hierarchy.split(Pattern.quote(String.valueOf(separator)))) {
            String clean = Texts.line(level);
            if (clean != null && path.size() < LEVELS) {
                path.add(clean);
            }
        }
        if (path.size() == 1) {
            flat.add(path.getFirst());
        } else if (!path.isEmpty() && !path.getFirst().equals(INTERNAL)) {
            paths.add(path);
        }
    }

    List<Keyword> all() {
        Set<String> named = new LinkedHashSet<>();
        paths.forEach(path -> path.forEach(level -> named.add(level.toLowerCase(Locale.ROOT))));
        List<Keyword> all = new ArrayList<>();
        for (List<String> path : paths) {
            boolean above = paths.stream().anyMatch(other -> goesOn(other, path));
            if (!above) {
                all.add(new Keyword(path));
            }
        }
        for (String name : flat) {
            if (named.add(name.toLowerCase(Locale.ROOT))) {
                all.add(Keyword.flat(name));
            }
        }
        return all.subList(0, fitting(all));
    }

    private static int fitting(List<Keyword> all) {
        int characters = 0;
        int count = 0;
        while (count < Math.min(all.size(), PhotoMetadata.MOST_KEYWORDS)) {
            characters +=
                    all.get(count).path().stream().mapToInt(String::length).sum();
            if (characters > MOST_CHARACTERS) {
                return count;
            }
            count++;
        }
        return count;
    }

    private static boolean goesOn(List<String> longer, List<String> path) {
        return longer.size() > path.size() && longer.subList(0, path.size()).equals(path);
    }
}
