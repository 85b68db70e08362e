package io.manako.engine.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.prompt.Prompt;
import io.manako.engine.prompt.PromptException;
import io.manako.engine.prompt.Rasteriser;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class GeometricVerifierTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final Box THING = new Box(80, 60, 160, 120);
    private static final Rasteriser RASTERISER = new Rasteriser(0.1);

    private final BufferedImage own = Scenes.scene(WIDTH, HEIGHT, 1);
    private final BufferedImage host = Scenes.scene(WIDTH, HEIGHT, 2);

    /** The thing turned by 20°, 1.25 times as large, its middle at (400, 300). */
    private BufferedImage pasted() {
        AffineTransform placed = AffineTransform.getTranslateInstance(400, 300);
        placed.rotate(Math.toRadians(20));
        placed.scale(1.25, 1.25);
        Scenes.paste(own, 80, 60, 160, 120, host, placed);
        return host;
    }

    private static Keypoints photo(BufferedImage image) {
        return KeypointDetector.ofPhoto(Scenes.raster(image), image.getWidth());
    }

    private static Keypoints thing(BufferedImage image, Prompt... prompts) {
        Raster raster = Scenes.raster(image);
        return KeypointDetector.ofThing(raster, raster.width(), raster.height(), List.of(prompts), RASTERISER);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingOfWindowsIsLoadedWhichWouldNeedGtk2() throws IOException {
        GeometricVerifier.verify(thing(own, THING), photo(pasted())).orElseThrow();

        assertThat(Files.readAllLines(Path.of("/proc/self/maps")))
                .anyMatch(line -> line.contains("jniopencv_calib3d"))
                .noneMatch(line -> line.contains("highgui"));
    }

    @Test
    void aThingThatWasTurnedAndEnlargedIsFoundWhereItIs() {
        Agreement found =
                GeometricVerifier.verify(thing(own, THING), photo(pasted())).orElseThrow();

        assertThat(found.features()).isGreaterThanOrEqualTo(GeometricVerifier.CERTAIN);
        assertThat(Math.hypot(found.a(), found.b())).isCloseTo(1.25, within(0.05));
        assertThat(Math.toDegrees(Math.atan2(found.b(), found.a()))).isCloseTo(20, within(2.0));
        Box place = found.place(THING, WIDTH, HEIGHT);
        assertThat(place.x() + place.width() / 2).isCloseTo(400, within(6.0));
        assertThat(place.y() + place.height() / 2).isCloseTo(300, within(6.0));
    }

    @Test
    void largePhotosAreMeasuredInTheirOwnPixels() {
        BufferedImage largeOwn = Scenes.enlarged(own, 3);
        BufferedImage largeHost = Scenes.enlarged(pasted(), 2);
        Box mark = new Box(3 * THING.x(), 3 * THING.y(), 3 * THING.width(), 3 * THING.height());

        Agreement found = GeometricVerifier.verify(thing(largeOwn, mark), photo(largeHost))
                .orElseThrow();

        assertThat(Math.hypot(found.a(), found.b())).isCloseTo(1.25 * 2 / 3, within(0.05));
        Box place = found.place(mark, 2 * WIDTH, 2 * HEIGHT);
        assertThat(place.x() + place.width() / 2).isCloseTo(800, within(12.0));
        assertThat(place.y() + place.height() / 2).isCloseTo(600, within(12.0));
    }

    @Test
    void otherThingsAreNotTheSame() {
        Keypoints thing = thing(own, THING);
        for (int seed = 10; seed < 40; seed++) {
            Optional<Agreement> found = GeometricVerifier.verify(thing, photo(Scenes.scene(WIDTH, HEIGHT, seed)));
            assertThat(found.map(Agreement::features).orElse(0))
                    .as("scene %d", seed)
                    .isLessThan(GeometricVerifier.CERTAIN);
        }
    }

    @Test
    void onlyWhatIsMarkedHasASay() {
        Keypoints all = thing(own, new Box(0, 0, WIDTH, HEIGHT));
        Keypoints point = thing(own, new Point(320, 240));
        Keypoints without = thing(own, THING, new Box(160, 60, 80, 120, Polarity.NEGATIVE));

        assertThat(point.count()).isPositive().isLessThan(all.count() / 4);
        for (int i = 0; i < point.count(); i++) {
            assertThat(Math.hypot(point.places()[2 * i] - 320, point.places()[2 * i + 1] - 240))
                    .isLessThan(0.1 * HEIGHT + 3);
        }
        assertThat(without.count()).isPositive();
        for (int i = 0; i < without.count(); i++) {
            assertThat(without.places()[2 * i]).isBetween(78f, 162f);
        }
    }

    @Test
    void aPlainThingHasNoFeatures() {
        BufferedImage plain = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);

        assertThat(thing(plain, THING).count()).isZero();
        assertThat(GeometricVerifier.verify(thing(plain, THING), photo(host))).isEmpty();
        assertThat(GeometricVerifier.verify(thing(own, THING), photo(plain))).isEmpty();
        assertThat(photo(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)).count())
                .isZero();
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        BufferedImage photo = pasted();

        assertThat(GeometricVerifier.verify(thing(own, THING), photo(photo)))
                .isEqualTo(GeometricVerifier.verify(thing(own, THING), photo(photo)));
    }

    @Test
    void marksThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> thing(own, new Box(WIDTH + 10, 0, 20, 20))).isInstanceOf(PromptException.class);
    }
}
