package io.manako.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.prompt.Polarity;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptMarksTest {
    private static final Path PHOTO = Path.of("/photos/lamp.jpg");
    private static final Drawing MARKED = Drawing.blank(800, 600).plus(new Mark.Dot(1, 2, Polarity.POSITIVE));

    private final KeptMarks kept = new KeptMarks();

    @Test
    void aPictureOfAnotherSizeInTheSameFileHasNoMarks() {
        kept.put(PHOTO, MARKED, Map.of());
        assertThat(kept.get(PHOTO, 800, 600).drawing()).isSameAs(MARKED);
        assertThat(kept.get(PHOTO, 600, 800)).isNull();
    }

    @Test
    void thePhotoUsedLongestAgoGoesFirst() {
        kept.put(PHOTO, MARKED, Map.of());
        Path second = Path.of("/photos/0.jpg");
        for (int i = 0; i < 100; i++) {
            kept.put(Path.of("/photos/" + i + ".jpg"), MARKED, Map.of());
            kept.get(PHOTO, 800, 600);
        }
        assertThat(kept.get(PHOTO, 800, 600)).isNotNull();
        assertThat(kept.get(second, 800, 600)).isNull();
    }
}
