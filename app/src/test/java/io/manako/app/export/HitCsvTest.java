package io.manako.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.geometry.Agreement;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchResult;
import io.manako.engine.vit.ScoreBands;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HitCsvTest {
    /** Reads RFC 4180 as its grammar says. */
    private static List<List<String>> read(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append(text.charAt(++i));
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                assertThat(cell).as("a quote opens a cell").isEmpty();
                quoted = true;
            } else if (c == ',' || c == '\r') {
                line.add(cell.toString());
                cell.setLength(0);
                if (c == '\r') {
                    assertThat(text.charAt(++i)).isEqualTo('\n');
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else {
                assertThat(c).isNotEqualTo('\n');
                cell.append(c);
            }
        }
        assertThat(line).as("the last line ends, too").isEmpty();
        return lines;
    }

    private static List<List<String>> written(String... names) {
        byte[] bytes = HitCsv.of(new FixedRanking("q.jpg", List.of(names)).result());
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(text).as("a spreadsheet knows UTF-8 by its mark").startsWith("\uFEFF");
        return read(text.substring(1));
    }

    @Test
    void hasALineForEachHitInTheOrderOfRank() {
        List<List<String>> lines = written("lamp.jpg", "mug.jpg");

        assertThat(lines.getFirst())
                .containsExactly(
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
                        "same_thing_features");
        assertThat(lines.get(1))
                .containsExactly(
                        "1", "0.1", "lamp.jpg", path("lamp.jpg"), "20", "20", "60.5", "40", "160", "120", "", "", "");
        assertThat(lines.get(2)).startsWith("2", "-0.066667", "mug.jpg");
        assertThat(lines).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"写真 眼.jpg", "lamp 💡.png", "a,b.jpg", "he said 'no'.jpg", "naïve é.jpg", " padded .jpg"})
    void namesComeBackAsTheyWere(String name) {
        List<String> line = written(name).get(1);

        assertThat(line.get(2)).isEqualTo(name);
        assertThat(line.get(3)).isEqualTo(path(name));
    }

    @Test
    void namesThatLinuxAllowsComeBackToo() {
        if (System.getProperty("os.name").equals("Linux")) {
            namesComeBackAsTheyWere("two\nlines \"quoted\".jpg");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(evil).jpg", "+1+cmd.jpg", "-2.jpg", "@SUM(A1).jpg", "＝１＋１.jpg"})
    void aNameIsNoFormula(String name) {
        List<String> line = written(name).get(1);

        assertThat(line.get(2)).isEqualTo("'" + name);
        assertThat(line.get(3)).as("a path begins with a slash or a drive").isEqualTo(path(name));
    }

    @Test
    void photosThatLookTheSameAreNamedInOneCell() {
        List<Path> same = List.of(Path.of("/photos/a 1.jpg"), Path.of("/photos/写真, 2.jpg"));
        Hit hit = new Hit(1, new PhotoId(1), Path.of("/photos/a.jpg"), 1, new Box(0, 0, 1, 1), 0, 8, 6, same);

        SearchResult result = new SearchResult(
                        new PatchGrid(1, 1), new float[1], List.of(), List.of(hit), 1, new SearchResult.Timing(1, 1, 2))
                .meaning(new ScoreBands(0.9f, 0.8f));
        String text = new String(HitCsv.of(result), StandardCharsets.UTF_8);

        assertThat(read(text.substring(1)).get(1)).endsWith(same.get(0) + "\n" + same.get(1), "strong", "");
        SearchResult proven = result.hits(List.of(hit.showing(new Agreement(17, 1, 0, 0, 0), new Box(2, 1, 3, 4))));
        List<String> line = read(new String(HitCsv.of(proven), StandardCharsets.UTF_8).substring(1))
                .get(1);
        assertThat(line).endsWith("strong", "17");
        assertThat(line.subList(4, 8)).containsExactly("2", "1", "3", "4");
    }

    @Test
    void withoutHitsThereIsTheHeadLineAlone() {
        assertThat(written()).hasSize(1);
    }

    private static String path(String name) {
        return Path.of("/photos", name).toString();
    }
}
