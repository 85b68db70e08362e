package io.manako.engine.lexical.caption;

import io.manako.engine.lexical.TextWords;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.Resampler;
import io.manako.engine.prompt.Box;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks at a photo again, mirrored and in parts, where a small thing is larger, and joins to what is said of the whole what
 * more than one look says: a model that makes something up hardly makes it up twice. What many looks say is there as often, so
 * that photos about which they agree are found first (docs/evaluation.md).
 */
final class KeyExpansion {
    /** Of the photo's sides. */
    private static final double PART = 0.6;

    private static final int MOST_KEYWORDS = 50;

    /** Characters of all keywords, a line each: what the catalogue keeps. */
    private static final int LONGEST = 8000;

    private KeyExpansion() {}

    /** The photo mirrored, its four corners and its middle. */
    static List<Raster> looks(Raster photo) {
        List<Raster> looks = new ArrayList<>(List.of(mirrored(photo)));
        double width = photo.width() * PART;
        double height = photo.height() * PART;
        double right = photo.width() - width;
        double bottom = photo.height() - height;
        for (double[] corner :
                new double[][] {{0, 0}, {right, 0}, {0, bottom}, {right, bottom}, {right / 2, bottom / 2}}) {
            looks.add(Resampler.crop(photo, new Box(corner[0], corner[1], width, height)));
        }
        return looks;
    }

    private static Raster mirrored(Raster photo) {
        byte[] rgb = new byte[photo.rgb().length];
        for (int y = 0; y < photo.height(); y++) {
            for (int x = 0; x < photo.width(); x++) {
                int to = (y * photo.width() + photo.width() - 1 - x) * 3;
                System.arraycopy(photo.rgb(), (y * photo.width() + x) * 3, rgb, to, 3);
            }
        }
        return new Raster(photo.width(), photo.height(), rgb);
    }

    /**
     * What is said of the whole, with the keywords of looks that another look, or the whole, says, too: first each once, then
     * again each that is said twice, and so on.
     *
     * @param looks what is said of those at which the model said anything
     */
    static CaptionText joined(CaptionText whole, List<CaptionText> looks) {
        List<CaptionText> all = new ArrayList<>(List.of(whole));
        all.addAll(looks);
        Map<List<String>, String> keywords = new LinkedHashMap<>();
        whole.keywords().forEach(word -> keywords.put(TextWords.keysOf(word), word));
        for (CaptionText look : looks) {
            for (String word : look.keywords()) {
                List<String> keys = TextWords.keysOf(word);
                if (sayings(all, keys) > 1 && keywords.size() < MOST_KEYWORDS) {
                    keywords.putIfAbsent(keys, word);
                }
            }
        }
        return new CaptionText(whole.caption(), repeated(keywords, all));
    }

    private static List<String> repeated(Map<List<String>, String> keywords, List<CaptionText> all) {
        List<String> repeated = new ArrayList<>(keywords.values());
        int length = repeated.stream().mapToInt(word -> word.length() + 1).sum();
        for (int times = 2; times <= all.size(); times++) {
            for (Map.Entry<List<String>, String> keyword : keywords.entrySet()) {
                int longer = length + keyword.getValue().length() + 1;
                if (longer <= LONGEST && sayings(all, keyword.getKey()) >= times) {
                    repeated.add(keyword.getValue());
                    length = longer;
                }
            }
        }
        return repeated;
    }

    /** None of signs that are no word. */
    private static long sayings(List<CaptionText> all, List<String> keys) {
        return keys.isEmpty()
                ? 0
                : all.stream().filter(text -> says(text, keys)).count();
    }

    private static boolean says(CaptionText text, List<String> keys) {
        return Collections.indexOfSubList(TextWords.keysOf(text.caption()), keys) >= 0
                || text.keywords().stream()
                        .anyMatch(word -> Collections.indexOfSubList(TextWords.keysOf(word), keys) >= 0);
    }
}
