package io.manako.engine.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.Polarity;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskAssistTest {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 360;
    private static final Box LOOSE = new Box(130, 80, 220, 200);

    /** A red disc of radius 70 around (240, 180) on a blue-green ground, both with noise. */
    private static Raster disc() {
        Random random = new Random(1);
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            boolean in = Math.hypot(i % WIDTH - 240, i / WIDTH - 180) < 70;
            int[] colour = in ? new int[] {190, 50, 40} : new int[] {60, 120, 140};
            for (int c = 0; c < 3; c++) {
                rgb[i * 3 + c] = (byte) (colour[c] + random.nextInt(30));
            }
        }
        return new Raster(WIDTH, HEIGHT, rgb);
    }

    @Test
    void findsTheThingInTheBox() {
        Mask mask = MaskAssist.tighten(disc(), LOOSE);

        assertThat(mask.width()).isEqualTo(240);
        assertThat(mask.height()).isEqualTo(180);
        int both = 0;
        int either = 0;
        for (int y = 0; y < 180; y++) {
            for (int x = 0; x < 240; x++) {
                boolean truth = Math.hypot(x - 119.5, y - 89.5) < 35;
                boolean found = mask.inside()[y * 240 + x];
                both += truth && found ? 1 : 0;
                either += truth || found ? 1 : 0;
            }
        }
        assertThat((double) both / either).isGreaterThan(0.95);
    }

    @Test
    void twiceTheSame() {
        assertThat(MaskAssist.tighten(disc(), LOOSE).inside())
                .isEqualTo(MaskAssist.tighten(disc(), LOOSE).inside());
    }

    @Test
    void staysInTheBox() {
        Mask mask = MaskAssist.tighten(disc(), new Box(240, 0, 200, 360, Polarity.NEGATIVE));

        assertThat(mask.polarity()).isEqualTo(Polarity.NEGATIVE);
        assertThat(mask.count()).isPositive();
        for (int y = 0; y < 180; y++) {
            for (int x = 0; x < 120; x++) {
                assertThat(mask.inside()[y * 240 + x]).isFalse();
            }
        }
    }

    @Test
    void whereNothingStandsOutTheBoxIsTheAnswer() {
        Mask mask = MaskAssist.tighten(TestPhotos.plain(WIDTH, HEIGHT, 90, 90, 90), new Box(100, 100, 40, 20));

        assertThat(mask.count()).isEqualTo(20 * 10);
        assertThat(mask.inside()[50 * 240 + 50]).isTrue();
    }

    @Test
    void aBoxWithoutSurroundingsIsTheAnswer() {
        Mask mask = MaskAssist.tighten(disc(), new Box(-5, -5, 1000, 1000));

        assertThat(mask.count()).isEqualTo(240 * 180);
    }

    @Test
    void tinyPicturesAndBoxesAreNoTrouble() {
        assertThat(MaskAssist.tighten(TestPhotos.plain(1, 1, 5, 5, 5), new Box(0, 0, 1, 1))
                        .count())
                .isEqualTo(1);
        assertThat(MaskAssist.tighten(disc(), new Box(10.2, 10.2, 0.1, 0.1)).count())
                .isPositive();
    }

    @Test
    void refusesABoxOutsideThePhoto() {
        assertThatIllegalArgumentException().isThrownBy(() -> MaskAssist.tighten(disc(), new Box(480, 10, 20, 20)));
    }
}
