package io.manako.app.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
