package io.manako.app.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    @Test
    void numbersAreOrderedByTheirValue() {
        assertThat(Stream.of("album-10", "album-2", "Album-1", "album", "2024-05", "123456789012345678901", "album-2b")
                        .sorted(NaturalOrder.of(Locale.ENGLISH)))
                .containsExactly(
                        "2024-05", "123456789012345678901", "album", "Album-1", "album-2", "album-2b", "album-10");
    }

    @Test
    void namesHaveOneOrderWhateverDigitsTheyHave() {
        // To a language a full-width 2 is less than 3, 3 is less than 10, and 10 less than a full-width 2.
        List<String> names =
                List.of("3.jpg", "10.jpg", "\uff12.jpg", "\uff11\uff10.jpg", "2.jpg", "\u00b2.jpg", "a", "");
        Comparator<String> order = NaturalOrder.of(Locale.JAPANESE);
        for (String a : names) {
            for (String b : names) {
                for (String c : names) {
                    if (order.compare(a, b) <= 0 && order.compare(b, c) <= 0) {
                        assertThat(order.compare(a, c))
                                .as("%s, %s, %s", a, b, c)
                                .isNotPositive();
                    }
                }
            }
        }
    }

    @Test
    void foldersOfTheSameNumberAreTwo() {
        Path padded = Path.of("/photos/trip-02");
        Path plain = Path.of("/photos/Trip-2");
        assertThat(NaturalOrder.FOLDERS.compare(padded, plain)).isNotZero();
        assertThat(NaturalOrder.FOLDERS.compare(plain, Path.of("/photos/trip-10")))
                .isNegative();
        assertThat(NaturalOrder.FOLDERS.compare(plain, Path.of("/photos/Trip-2")))
                .isZero();
    }
}
