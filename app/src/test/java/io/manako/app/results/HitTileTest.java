package io.manako.app.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.engine.lexical.WordMatch;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Blend;
import io.manako.engine.search.Hit;
import io.manako.engine.vit.ScoreBands.Band;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HitTileTest {
    @Test
    void aScreenReaderSaysHowManyPhotosLookTheSame() {
        Messages messages = new Messages(Language.ENGLISH);

        assertThat(HitTile.describe(hit(0), Optional.empty(), messages)).isEqualTo("Hit 1: a.jpg, score 0.50");
        assertThat(HitTile.describe(hit(1), Optional.empty(), messages))
                .endsWith("score 0.50; 1 more photo looks the same");
        assertThat(HitTile.describe(hit(2), Optional.empty(), messages))
                .endsWith("score 0.50; 2 more photos look the same");
        assertThat(HitTile.describe(hit(2), Optional.empty(), new Messages(Language.JAPANESE)))
                .endsWith("ほかに同じに見える写真 2 枚");
    }

    @Test
    void aScoreWhoseMeaningIsKnownIsSaidInWordsAndSeenByItsShape() {
        Messages messages = new Messages(Language.ENGLISH);

        assertThat(HitTile.describe(hit(0), Optional.of(Band.FAIR), messages))
                .isEqualTo("Hit 1: a.jpg, fair match (0.50)");
        assertThat(Arrays.stream(Band.values()).map(band -> BandText.brief(hit(0), Optional.of(band))))
                .containsExactly("●●●", "●●○", "●○○");
        assertThat(BandText.brief(hit(0), Optional.empty())).isEqualTo("0.50");
        assertThat(BandText.full(hit(0), Optional.of(Band.STRONG), new Messages(Language.JAPANESE)))
                .isEqualTo("強い一致（0.50）");
    }

    @Test
    void noSimilarityIsAboveOneAndHitsOfWordsAloneHaveNone() {
        Messages messages = new Messages(Language.ENGLISH);
        Hit twin = new Hit(1, new PhotoId(7), Path.of("/p/a.jpg"), 1.07f, new Box(1, 2, 3, 4), 0, 80, 60);
        assertThat(BandText.brief(twin, Optional.empty())).isEqualTo("1.00");
        assertThat(BandText.full(twin, Optional.empty(), messages)).isEqualTo("score 1.00");

        Hit written = twin.with(new Blend(3.2f, 0, new WordMatch(twin.id(), 1, 3.2f, List.of("lamp"))));
        assertThat(BandText.brief(written, Optional.empty())).isEmpty();
        assertThat(BandText.full(written, Optional.empty(), messages)).isEqualTo("found by words");
    }

    private static Hit hit(int duplicates) {
        List<Path> others = List.of(Path.of("/p/b.jpg"), Path.of("/p/c.jpg")).subList(0, duplicates);
        return new Hit(1, new PhotoId(7), Path.of("/p/a.jpg"), 0.5f, new Box(1, 2, 3, 4), 0, 80, 60, others);
    }
}
