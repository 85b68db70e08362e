package io.manako.app.export;

import io.manako.engine.geometry.Agreement;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hits as comma-separated values (RFC 4180): a head line, then a line a hit, best first. Photos that look the same as a hit
 * stand in a cell of its own, a path a line; the last ones say how much the score means, empty where that is not known, and by how
 * many features the hit shows the very same thing, empty where it was not asked for or does not.
 */
final class HitCsv {
    /** Spreadsheets take a file without it for the system's old code page, and make a muddle of 写真. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String END = "\r\n";

    /** What a spreadsheet takes for the start of a formula, a Japanese one also in full width. */
    private static final String FORMULA = "=+-@\t\r＝＋－＠";

    private HitCsv() {}

    static byte[] of(SearchResult result) {
        String head = line(Stream.of(
                "rank",
                "score",
                "name",
                "path",
                "box_x",
                "box_y",
                "box_width",
                "box_height",
                "width",
                "height",
                "duplicates",
                "band",
                "same_thing_features"));
        return result.hits().stream()
                .map(hit -> line(
                        hit,
                        result.band(hit)
                                .map(band -> band.name().toLowerCase(Locale.ROOT))
                                .orElse("")))
                .collect(Collectors.joining("", BYTE_ORDER_MARK + head, ""))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String line(Hit hit, String band) {
        Path name = hit.path().getFileName();
        Box box = hit.box();
        Agreement same = hit.same();
        return line(Stream.of(
                String.valueOf(hit.rank()),
                HitJson.rounded(hit.score(), 6).toPlainString(),
                text(name == null ? "" : name.toString()),
                text(hit.path().toString()),
                HitJson.rounded(box.x(), 2).toPlainString(),
                HitJson.rounded(box.y(), 2).toPlainString(),
                HitJson.rounded(box.width(), 2).toPlainString(),
                HitJson.rounded(box.height(), 2).toPlainString(),
                String.valueOf(hit.width()),
                String.valueOf(hit.height()),
                hit.duplicates().stream().map(Path::toString).collect(Collectors.joining("\n")),
                band,
                same == null ? "" : String.valueOf(same.features())));
    }

    private static String line(Stream<String> cells) {
        return cells.map(HitCsv::quoted).collect(Collectors.joining(",", "", END));
    }

    /**
     * A text that a spreadsheet shows and does not run. A file may be named {@code =HYPERLINK(…)}; an apostrophe before it
     * makes it text.
     */
    private static String text(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
