package io.manako.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.Box;
import io.manako.engine.sample.SampleCollection.SamplePhoto;
import io.manako.engine.sample.SampleCollection.StartingQuery;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Niceness;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.task.ThreadStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SampleCollectionTest {
    @TempDir
    Path folder;

    @Test
    void theSamePictureOnEveryRun() {
        Scene once = SampleCollection.draw(6);
        Scene again = SampleCollection.draw(6);

        assertThat(again.picture().rgb()).isEqualTo(once.picture().rgb());
        assertThat(again.objects()).isEqualTo(once.objects());
    }

    @Test
    void boxesHoldTheirThings() {
        Scene scene = SampleCollection.draw(0);
        Raster picture = scene.picture();

        assertThat(scene.objects()).hasSizeBetween(3, 6);
        for (SceneObject object : scene.objects()) {
            Box box = object.box();
            assertThat(box.x()).isNotNegative();
            assertThat(box.y()).isNotNegative();
            assertThat(box.x() + box.width()).isLessThanOrEqualTo(picture.width());
            assertThat(box.y() + box.height()).isLessThanOrEqualTo(picture.height());
            // The middle of a box differs from the table just outside its corners.
            assertThat(difference(picture, box)).as(object.kind().label()).isGreaterThan(40);
        }
    }

    @Test
    @Tag("slow")
    void writesTheWholeCollectionOnce() throws Exception {
        List<Progress> heard = new ArrayList<>();
        List<SamplePhoto> photos = SampleCollection.writeTo(folder, heard::add, new CancellationToken());

        assertThat(photos).hasSize(SampleCollection.SIZE);
        assertThat(heard.getLast().fraction()).isEqualTo(1);
        for (SamplePhoto photo : photos) {
            assertThat(PhotoDecoder.header(folder.resolve(photo.fileName())).width())
                    .isEqualTo(photo.width());
        }
        everyKindIsFrequentAndWellSeen(photos);
        startsWithAMug(photos);
        assertThat(SampleCollection.startingQuery(photos.subList(0, SampleCollection.ENOUGH_TO_START)))
                .isEqualTo(SampleCollection.startingQuery(photos));

        FileTime written = Files.getLastModifiedTime(folder.resolve("still-life-01.jpg"));
        assertThat(SampleCollection.writeTo(folder, ProgressListener.NONE, new CancellationToken()))
                .isEqualTo(photos);
        assertThat(Files.getLastModifiedTime(folder.resolve("still-life-01.jpg")))
                .isEqualTo(written);

        Files.write(folder.resolve("still-life-07.jpg"), new byte[] {1});
        assertThat(SampleCollection.read(folder)).isEmpty(); // no longer whole
    }

    private static void everyKindIsFrequentAndWellSeen(List<SamplePhoto> photos) {
        Map<Kind, Integer> count = new EnumMap<>(Kind.class);
        for (SamplePhoto photo : photos) {
            assertThat(photo.objects()).hasSizeBetween(3, 6);
            assertThat(new HashSet<>(
                            photo.objects().stream().map(SceneObject::kind).toList()))
                    .hasSameSizeAs(photo.objects());
            for (SceneObject object : photo.objects()) {
                count.merge(object.kind(), 1, Integer::sum);
                assertThat(object.box().width() * object.box().height()).isGreaterThan(400);
            }
        }
        assertThat(count).hasSize(Kind.values().length);
        assertThat(count.values()).allMatch(n -> n >= 12);
    }

    private static void startsWithAMug(List<SamplePhoto> photos) {
        StartingQuery query = SampleCollection.startingQuery(photos);

        assertThat(query.kind()).isEqualTo(Kind.MUG);
        assertThat(photos)
                .anyMatch(p -> p.fileName().equals(query.fileName())
                        && p.objects().contains(new SceneObject(Kind.MUG, query.box())));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void afterTheFirstPicturesTheOthersGiveWayToTheIndexingOfThose() {
        CancellationToken cancellation = new CancellationToken();
        List<Integer> nice = new ArrayList<>();
        Consumer<SamplePhoto> onWritten = photo -> {
            if (photo.fileName().equals("still-life-10.jpg")) {
                nice.addAll(ThreadStat.niceOf("manako-sample"));
                cancellation.cancel();
            }
        };

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> SampleCollection.writeTo(folder, ProgressListener.NONE, onWritten, cancellation));

        // Among them are OpenCV's own threads, which are called as those that started them and do nothing.
        assertThat(nice).contains(Niceness.LAST);
    }

    @Test
    void cancelledItStopsAndIsNotTakenForWhole() throws Exception {
        CancellationToken cancellation = new CancellationToken();
        cancellation.cancel();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> SampleCollection.writeTo(folder, ProgressListener.NONE, cancellation));

        assertThat(SampleCollection.read(folder)).isEmpty();
    }

    @Test
    void brokenGroundTruthCountsAsNone() throws Exception {
        Files.writeString(folder.resolve("sample.json"), "{\"recipe\": 1, \"photos\": [");

        assertThat(SampleCollection.read(folder)).isEmpty();
    }

    @Test
    void whereNothingCanBeWrittenItSaysSo() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> SampleCollection.writeTo(
                        file.resolve("below"), ProgressListener.NONE, new CancellationToken()));
    }

    /** Largest difference of a channel between the middle of the box and the four places diagonally outside it. */
    private static int difference(Raster picture, Box box) {
        int best = 0;
        for (int step = -3; step <= 3; step++) {
            int x = (int) (box.x() + box.width() * (0.5 + 0.1 * step));
            int y = (int) (box.y() + box.height() * (0.5 + 0.1 * step));
            int outX = (int) Math.max(0, box.x() - 4);
            int outY = (int) Math.min(picture.height() - 1, box.y() + box.height() + 4);
            for (int c = 0; c < 3; c++) {
                best = Math.max(best, Math.abs(picture.at(x, y, c) - picture.at(outX, outY, c)));
            }
        }
        return best;
    }
}
