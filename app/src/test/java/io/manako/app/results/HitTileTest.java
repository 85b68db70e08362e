package io.manako.app.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Hit;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HitTileTest {
    @Test
    void aScreenReaderSaysHowManyPhotosLookTheSame() {
        Messages messages = new Messages(Language.ENGLISH);

        assertThat(HitTile.describe(hit(0), messages)).isEqualTo("Hit 1: a.jpg, score 0.50");
        assertThat(HitTile.describe(hit(1), messages)).endsWith("score 0.50; 1 more photo looks the same");
        assertThat(HitTile.describe(hit(2), messages)).endsWith("score 0.50; 2 more photos look the same");
        assertThat(HitTile.describe(hit(2), new Messages(Language.JAPANESE))).endsWith("ほかに同じに見える写真 2 枚");
    }

    private static Hit hit(int duplicates) {
        List<Path> others = List.of(Path.of("/p/b.jpg"), Path.of("/p/c.jpg")).subList(0, duplicates);
        return new Hit(1, new PhotoId(7), Path.of("/p/a.jpg"), 0.5f, new Box(1, 2, 3, 4), 0, 80, 60, others);
    }
}
