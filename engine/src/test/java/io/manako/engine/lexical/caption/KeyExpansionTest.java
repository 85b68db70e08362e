package io.manako.engine.lexical.caption;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.photo.Raster;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyExpansionTest {
    @Test
    void aPhotoIsSeenMirroredInItsCornersAndItsMiddle() {
        byte[] rgb = new byte[10 * 5 * 3];
        for (int i = 0; i < 50; i++) {
            rgb[3 * i] = (byte) i;
        }
        List<Raster> looks = KeyExpansion.looks(new Raster(10, 5, rgb));
        assertThat(looks).hasSize(6);
        assertThat(looks.getFirst().width()).isEqualTo(10);
        assertThat(looks.getFirst().at(0, 2, 0)).isEqualTo(29);
        assertThat(looks.subList(1, 6)).allSatisfy(part -> {
            assertThat(part.width()).isEqualTo(6);
            assertThat(part.height()).isEqualTo(3);
        });
        assertThat(looks.subList(1, 6)).extracting(part -> part.at(0, 0, 0)).containsExactly(0, 4, 20, 24, 12);
        assertThat(KeyExpansion.looks(new Raster(1, 1, new byte[3]))).hasSize(6);
    }

    @Test
    void keywordsThatMoreThanOneLookSaysAreJoined() {
        CaptionText whole = new CaptionText("A room with a chair.", List.of("room"));
        CaptionText joined = KeyExpansion.joined(
                whole,
                List.of(
                        new CaptionText("", List.of("Chairs", "unicorn", "desk lamp", "猫")),
                        new CaptionText("A desk lamp and a 黒猫.", List.of("ROOMS", "dragon")),
                        new CaptionText("", List.of("chair"))));
        assertThat(joined.caption()).isEqualTo(whole.caption());
        assertThat(joined.keywords())
                .containsExactly("room", "Chairs", "desk lamp", "猫", "room", "Chairs", "desk lamp", "猫", "Chairs");
        assertThat(KeyExpansion.joined(whole, List.of())).isEqualTo(whole);
    }

    @Test
    void howOftenKeywordsAreRepeatedHasTheCataloguesLimit() {
        List<String> long50 = IntStream.range(0, 50)
                .mapToObj(i -> "word" + i + "x".repeat(50))
                .toList();
        List<CaptionText> looks = Collections.nCopies(6, new CaptionText("", long50));
        CaptionText joined = KeyExpansion.joined(new CaptionText("", long50), looks);
        assertThat(joined.keywords()).startsWith(long50.toArray(String[]::new)).hasSizeGreaterThan(100);
        assertThat(String.join("\n", joined.keywords())).hasSizeLessThanOrEqualTo(8000);
        CaptionText signs = new CaptionText("", List.of("–"));
        assertThat(KeyExpansion.joined(signs, List.of(signs))).isEqualTo(signs);
    }
}
