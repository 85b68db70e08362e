package io.manako.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.evaluation.FocusDataset.FocusQuery;
import io.manako.engine.evaluation.FocusDataset.Instance;
import io.manako.engine.evaluation.FocusDataset.Photo;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Eight black photos, each with a grey square of a brightness of its own. */
class InstanceSetTest {
    private static final int PHOTOS = 8;
    private static final Box SQUARE = new Box(40, 20, 30, 30);

    private final FocusDataset plain = plain();
    private final InstanceSet set = new InstanceSet(plain, InstanceSetTest::read);

    @Test
    void everyThingIsPastedIntoFiveOtherPhotos() {
        FocusDataset data = set.data();
        assertThat(data.queries()).hasSize(PHOTOS);
        assertThat(data.classes()).isEqualTo(PHOTOS);
        for (FocusQuery query : data.queries()) {
            int scene = data.photos().get(query.instance().photo()).scene();
            List<Integer> hosts = data.instances().stream()
                    .filter(instance -> instance.category().equals(query.category()))
                    .map(Instance::photo)
                    .filter(photo -> photo != query.instance().photo())
                    .toList();
            assertThat(hosts).hasSize(5).doesNotHaveDuplicates();
            assertThat(hosts)
                    .allSatisfy(
                            host -> assertThat(data.photos().get(host).scene()).isNotEqualTo(scene));
        }
    }

    @Test
    void aThingLiesInItsBoxAndIsTurnedScaledAndLit() throws IOException {
        FocusDataset data = set.data();
        for (Instance instance : data.instances().subList(0, 6)) {
            Photo photo = data.photos().get(instance.photo());
            Raster picture = set.read(photo.file());
            int own = Integer.parseInt(instance.category().substring("thing ".length()));
            int grey = 60 + 15 * data.photos().get(PHOTOS + own).scene();
            Box box = instance.box();
            // Half of its side to once and a half, turned by up to 30 degrees, up to three tenths hidden.
            assertThat(box.width()).isBetween(10.0, 65.0);
            assertThat(box.height()).isBetween(10.0, 65.0);
            int x = (int) (box.x() + box.width() / 2);
            int y = (int) (box.y() + box.height() / 2);
            assertThat(picture.at(x, y, 0)).isBetween((int) (0.69 * grey), (int) (1.31 * grey) + 1);
        }
    }

    @Test
    void theQuerysOwnPhotoIsAsItWas() throws IOException {
        Photo own = set.data()
                .photos()
                .get(set.data().queries().getFirst().instance().photo());
        assertThat(set.read(own.file()).rgb()).isEqualTo(read(own.file()).rgb());
    }

    @Test
    void theSameSetIsMadeAgain() throws IOException {
        InstanceSet again = new InstanceSet(plain, InstanceSetTest::read);
        assertThat(again.data().photos()).isEqualTo(set.data().photos());
        for (int i = 0; i < 3; i++) {
            Path file = set.data().photos().get(i).file();
            assertThat(again.read(file).rgb()).isEqualTo(set.read(file).rgb());
        }
    }

    @Test
    void whatIsPastedAsItIsIsThere() {
        boolean[] inside = new boolean[100 * 80];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = i % 100 >= 10 && i % 100 < 30 && i / 100 >= 20 && i / 100 < 30;
        }
        Cutout cutout = Cutout.of(new Mask(100, 80, inside));
        Pasting pasting = new Pasting(0, cutout, 1, 0, 1, 0, 50, 40);
        assertThat(pasting.box()).isEqualTo(new Box(51, 41, 20, 10));
        byte[] rgb = new byte[100 * 80 * 3];
        pasting.draw(read(Path.of("7")), rgb, 100, 80);
        Raster drawn = new Raster(100, 80, rgb);
        assertThat(drawn.at(55, 45, 1)).isEqualTo(read(Path.of("7")).at(15, 25, 1));
        assertThat(drawn.at(45, 45, 1)).isZero();
        assertThat(new Pasting(0, cutout, 1, 0, 1, 0.5, 50, 40).box().width()).isCloseTo(10, within(1.0));
        assertThat(new Pasting(0, cutout, 2, Math.PI / 2, 1, 0, 0, 0).box().height())
                .isCloseTo(40, within(2.0));
    }

    private static FocusDataset plain() {
        List<Photo> photos = new ArrayList<>();
        List<Instance> instances = new ArrayList<>();
        double[] ring = {40, 20, 70, 20, 70, 50, 40, 50};
        for (int i = 0; i < PHOTOS; i++) {
            photos.add(new Photo(Path.of(String.valueOf(i)), 160, 120, i));
            instances.add(new Instance(i, "square", SQUARE, new Segmentation.Polygons(List.of(ring))));
        }
        return new FocusDataset(photos, instances, List.of());
    }

    /** The number of the photo is its name. */
    private static Raster read(Path file) {
        int number = Integer.parseInt(file.toString());
        byte[] rgb = new byte[160 * 120 * 3];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % 160;
            int y = i / 3 / 160;
            boolean square = x >= 40 && x < 70 && y >= 20 && y < 50;
            rgb[i] = (byte) (square ? 60 + 15 * number : 0);
        }
        return new Raster(160, 120, rgb);
    }
}
