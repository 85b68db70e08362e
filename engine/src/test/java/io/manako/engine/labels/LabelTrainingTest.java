package io.manako.engine.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vector.Int8Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Photos of noise; those that are called something have one window that shows it. */
class LabelTrainingTest {
    private static final int DIMENSION = 16;
    private static final int WINDOWS = 6;

    @Test
    void oneWindowIsEnoughToKnowALabelAndIsTheOneThatIsNamed() throws LabelException {
        LabelModel model = train(photos(60, 1));
        assertThat(model.labels()).containsExactly("cup", "lamp");
        Random random = new Random(7);
        int right = 0;
        for (int i = 0; i < 40; i++) {
            int window = i % WINDOWS;
            Suggestion best =
                    model.suggest(windows(random, i % 2 == 0 ? 0 : 1, window)).getFirst();
            right += best.label().equals(i % 2 == 0 ? "lamp" : "cup") && best.window() == window ? 1 : 0;
            assertThat(best.probability()).isBetween(0f, 1f);
        }
        assertThat(right).isGreaterThan(35);
    }

    @Test
    void aRegionIsCalledWhatItShowsAndRanksPhotosThatShowIt() throws LabelException {
        LabelModel model = train(photos(60, 1));
        float[] region = new float[DIMENSION];
        region[0] = 1;
        float[] called = model.weights(region);
        assertThat(called[1]).as("lamp").isGreaterThan(called[0]);
        assertThat(called[0] + called[1]).isBetween(0.8f, 1f);
        float[] lamp = model.describe(windows(new Random(3), 0, 2));
        float[] cup = model.describe(windows(new Random(3), 1, 2));
        assertThat(dot(called, lamp)).isGreaterThan(dot(called, cup));
    }

    @Test
    void aThingThatHasNoLabelIsHardlyCalledAnything() throws LabelException {
        float[] region = new float[DIMENSION];
        region[DIMENSION - 1] = 1;
        float[] called = train(photos(60, 1)).weights(region);
        assertThat(called[0] + called[1]).isBetween(0f, 0.2f);
    }

    @Test
    void theSamePhotosGiveTheSameModel() throws LabelException {
        Int8Vectors other = windows(new Random(5), 0, 1);
        assertThat(train(photos(40, 2)).suggest(other))
                .isEqualTo(train(photos(40, 2)).suggest(other));
    }

    @Test
    void whatFewPhotosOrAllHaveIsNotLearned() {
        List<LabelledPhoto> photos = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            photos.add(new LabelledPhoto(windows(random, 0, 0), i == 0 ? Set.of("all", "rare") : Set.of("all")));
        }
        assertThatThrownBy(() -> train(photos))
                .isInstanceOf(LabelException.class)
                .hasMessageStartingWith("Every photo that is tagged has the tag “all”");
        assertThatThrownBy(() -> train(photos.subList(0, 2)))
                .isInstanceOf(LabelException.class)
                .hasMessageStartingWith(
                        "The most frequent tag, “all”, has too few photos (2), and a tag is learned from 3");
        assertThatThrownBy(() -> train(List.of()))
                .isInstanceOf(LabelException.class)
                .hasMessageStartingWith("No photo is tagged yet");
    }

    @Test
    void whatIsSaidToBeAbsentIsLearnedAndTellsNothingOfOtherLabels() throws LabelException {
        List<LabelledPhoto> photos = new ArrayList<>();
        Random random = new Random(4);
        for (int i = 0; i < 20; i++) {
            photos.add(new LabelledPhoto(windows(random, 0, 0), Set.of("lamp", "red")));
        }
        assertThatThrownBy(() -> train(photos)).isInstanceOf(LabelException.class);
        for (int i = 0; i < 20; i++) {
            photos.add(new LabelledPhoto(windows(random, 1, 0), Set.of(), Set.of("lamp")));
        }
        LabelModel model = train(photos);
        assertThat(model.labels()).as("nobody knows of a photo that is not red").containsExactly("lamp");
        assertThat(model.suggest(windows(random, 0, 1)).getFirst().probability())
                .isGreaterThan(0.6f);
        assertThat(model.suggest(windows(random, 1, 1)).getFirst().probability())
                .isLessThan(0.4f);
    }

    @Test
    void aPhotoCannotHaveALabelAndNotHaveIt() {
        Int8Vectors windows = windows(new Random(1), 0, 0);
        assertThatThrownBy(() -> new LabelledPhoto(windows, Set.of("lamp", "cup"), Set.of("lamp")))
                .hasMessage("A photo cannot have a label and not have it: [lamp].");
    }

    @Test
    void whereAThingIsTellsItFromWhatIsAlwaysBesideIt() throws LabelException {
        // By itself a label takes one of both for what it names.
        float lamp = speaksFor(0, learnedBesideEachOther(Map.of()));
        float cup = speaksFor(1, learnedBesideEachOther(Map.of()));
        assertThat(Math.abs(lamp - cup)).isGreaterThan(2);

        LabelModel lamps = learnedBesideEachOther(Map.of("thing", List.of(1)));
        assertThat(speaksFor(0, lamps)).isGreaterThan(speaksFor(1, lamps) + 2);
        LabelModel cups = learnedBesideEachOther(Map.of("thing", List.of(4)));
        assertThat(speaksFor(1, cups)).isGreaterThan(speaksFor(0, cups) + 2);
        assertThat(cups.suggest(lampAndCup(new Random(2))).getFirst())
                .matches(thing -> thing.label().equals("thing") && thing.window() == 4);
    }

    /** Wherever there is a lamp in window 1 there is a cup in window 4, and one of both is called a thing. */
    private static LabelModel learnedBesideEachOther(Map<String, List<Integer>> place) throws LabelException {
        List<LabelledPhoto> photos = new ArrayList<>();
        Random random = new Random(6);
        for (int i = 0; i < 20; i++) {
            photos.add(new LabelledPhoto(lampAndCup(random), Set.of("thing"), Set.of(), place));
            photos.add(new LabelledPhoto(windows(random, 2, 0), Set.of("nothing")));
        }
        return train(photos);
    }

    /** How much the axis of a thing speaks for the label, in standard deviations. */
    private static float speaksFor(int axis, LabelModel model) {
        float[] region = new float[DIMENSION];
        region[axis] = 1;
        return model.learned().getLast().ofRegion(region);
    }

    private static Int8Vectors lampAndCup(Random random) {
        float[][] windows = new float[WINDOWS][];
        Int8Vectors lamp = windows(random, 0, 1);
        Int8Vectors cup = windows(random, 1, 4);
        for (int w = 0; w < WINDOWS; w++) {
            windows[w] = (w == 4 ? cup : lamp).vector(w);
        }
        return Int8Vectors.quantise(windows);
    }

    @Test
    void onlyWhatAPhotoHasIsSomewhereInIt() {
        Int8Vectors windows = windows(new Random(1), 0, 0);
        for (Map<String, List<Integer>> places :
                List.of(Map.of("cup", List.of(1)), Map.of("lamp", List.<Integer>of()))) {
            assertThatThrownBy(() -> new LabelledPhoto(windows, Set.of("lamp"), Set.of(), places))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Only what a photo has is somewhere in it");
        }
    }

    @Test
    void oneLabelAloneIsLearnedWhereThatIsWanted() throws LabelException {
        List<LabelledPhoto> photos = photos(40, 2);
        assertThat(LabelTraining.train(photos, "cup", ProgressListener.NONE, new CancellationToken())
                        .labels())
                .containsExactly("cup");
        assertThatThrownBy(() -> LabelTraining.train(photos, "chair", ProgressListener.NONE, new CancellationToken()))
                .isInstanceOf(LabelException.class)
                .hasMessageStartingWith("The tag “chair” has too few photos (0), and a tag is learned from 3");
    }

    @Test
    void whoCancelsWaitsForNoLabel() {
        CancellationToken token = new CancellationToken();
        token.cancel();
        assertThatThrownBy(() -> LabelTraining.train(photos(40, 2), ProgressListener.NONE, token))
                .isInstanceOf(CancellationException.class);
    }

    private static LabelModel train(List<LabelledPhoto> photos) throws LabelException {
        return LabelTraining.train(photos, ProgressListener.NONE, new CancellationToken());
    }

    private static List<LabelledPhoto> photos(int count, long seed) {
        Random random = new Random(seed);
        List<LabelledPhoto> photos = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int thing = i % 3;
            photos.add(new LabelledPhoto(
                    windows(random, thing, random.nextInt(WINDOWS)),
                    thing == 0 ? Set.of("lamp") : thing == 1 ? Set.of("cup") : Set.of()));
        }
        return photos;
    }

    /** @param thing 2: none */
    private static Int8Vectors windows(Random random, int thing, int window) {
        float[][] windows = new float[WINDOWS][DIMENSION];
        for (int w = 0; w < WINDOWS; w++) {
            double square = 0;
            for (int d = 0; d < DIMENSION; d++) {
                windows[w][d] = d < 2 ? 0 : (float) random.nextGaussian();
                if (w == window && thing < 2) {
                    windows[w][d] = d == thing ? 4 : windows[w][d] / 2;
                }
                square += windows[w][d] * windows[w][d];
            }
            for (int d = 0; d < DIMENSION; d++) {
                windows[w][d] /= (float) Math.sqrt(square);
            }
        }
        return Int8Vectors.quantise(windows);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
