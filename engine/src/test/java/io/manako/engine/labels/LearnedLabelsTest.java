package io.manako.engine.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.labels.LearnedLabel.Spread;
import io.manako.engine.vector.Int8Vectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearnedLabelsTest {
    private static final LabelledPhoto PHOTO = photo(Set.of("lamp"), 1, 0);

    private static LabelledPhoto photo(Set<String> labels, float... window) {
        return new LabelledPhoto(Int8Vectors.quantise(new float[][] {window}), labels);
    }

    private static LearnedLabels learned(int labels) {
        List<LearnedLabel> all = IntStream.range(0, labels)
                .mapToObj(i -> new LearnedLabel(
                        "ランプ " + i,
                        new BagClassifier(new float[] {0.5f, -i}, i),
                        new Spread(1, 2 + i),
                        new Spread(-3, 4)))
                .toList();
        return new LearnedLabels(
                new LabelModel(all),
                new LabelSource(LabelSource.of(List.of(PHOTO)).digest(), 7, Map.of("ランプ 0", 5)));
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        LearnedLabels read = LearnedLabels.read(learned(3).write(), 2);
        assertThat(read.model().learned()).isEqualTo(learned(3).model().learned());
        assertThat(read.source().digest()).isEqualTo(learned(3).source().digest());
        assertThat(read.source().photos()).isEqualTo(7);
        assertThat(read.source().examples()).containsEntry("ランプ 0", 5).containsEntry("ランプ 2", 0);
        assertThat(read.model().only("ランプ 1").orElseThrow().labels()).containsExactly("ランプ 1");
        assertThat(read.model().only("cup")).isEmpty();
    }

    @Test
    void whateverElseIsRefusedWithWhatItIs() {
        byte[] right = learned(2).write();
        assertRefused(new byte[0], 2, "no learned labels");
        assertRefused("<html>no model</html>".getBytes(StandardCharsets.UTF_8), 2, "no learned labels");
        assertRefused(right, 3, "of another model");
        for (int length = 1; length < right.length; length++) {
            assertRefused(Arrays.copyOf(right, length), 2, "");
        }
        for (int at = 0; at < right.length; at++) {
            byte[] broken = right.clone();
            broken[at] ^= 4;
            assertRefused(broken, 2, "");
        }
        byte[] newer = right.clone();
        ByteBuffer.wrap(newer).putInt(4, 99);
        assertRefused(newer, 2, "another version");
    }

    private static void assertRefused(byte[] bytes, int dimension, String why) {
        assertThatThrownBy(() -> LearnedLabels.read(bytes, dimension))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    @Test
    void allThatHasASayInLearningIsInTheDigest() {
        LabelledPhoto other = photo(Set.of("cup"), 0, 1);
        assertThat(List.of(
                        digest(),
                        digest(PHOTO),
                        digest(other),
                        digest(PHOTO, other),
                        digest(other, PHOTO),
                        digest(photo(Set.of("lamp"), 1, 0.5f)),
                        digest(photo(Set.of("lamp"), 2, 0)),
                        digest(photo(Set.of("lamp", "cup"), 1, 0)),
                        digest(photo(Set.of("lampcup"), 1, 0)),
                        digest(new LabelledPhoto(PHOTO.windows(), Set.of("lamp"), Set.of("cup"))),
                        digest(new LabelledPhoto(PHOTO.windows(), Set.of(), Set.of("lamp"))),
                        digest(placed(List.of(0))),
                        digest(placed(List.of(0, 1)))))
                .doesNotHaveDuplicates();
        assertThat(digest(photo(Set.of("b", "a"), 1, 0))).isEqualTo(digest(photo(Set.of("a", "b"), 1, 0)));
    }

    private static LabelledPhoto placed(List<Integer> windows) {
        return new LabelledPhoto(PHOTO.windows(), Set.of("lamp"), Set.of(), Map.of("lamp", windows));
    }

    private static String digest(LabelledPhoto... photos) {
        return LabelSource.of(List.of(photos)).digest();
    }
}
