package io.manako.engine.labels;

import io.manako.engine.file.Sha256;
import io.manako.engine.vector.Int8Vectors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What labels were learned from.
 *
 * @param digest SHA-256 of all that has a say in learning, 64 hex digits: the same one gives the same model
 * @param photos how many
 * @param examples how many of them have each label
 */
public record LabelSource(String digest, int photos, Map<String, Integer> examples) {
    /** Goes up with every change of what {@link LabelTraining} makes of the same photos. */
    private static final int TRAINING = 2;

    public LabelSource {
        Sha256.requireHex(digest);
        examples = Map.copyOf(examples);
    }

    /** @param photos in the order in which they are learned from */
    public static LabelSource of(List<LabelledPhoto> photos) {
        MessageDigest digest = Sha256.begin();
        digest.update(numbers(TRAINING, photos.size()));
        Map<String, Integer> examples = new HashMap<>();
        for (LabelledPhoto photo : photos) {
            update(digest, photo.windows());
            update(digest, photo.labels());
            update(digest, photo.absent());
            digest.update(numbers(photo.places().size()));
            new TreeMap<>(photo.places()).forEach((label, place) -> {
                update(digest, List.of(label));
                digest.update(numbers(place.size()));
                digest.update(numbers(place.stream().mapToInt(Integer::intValue).toArray()));
            });
            photo.labels().forEach(label -> examples.merge(label, 1, Integer::sum));
        }
        return new LabelSource(Sha256.hex(digest), photos.size(), examples);
    }

    private static void update(MessageDigest digest, Int8Vectors windows) {
        ByteBuffer scales = ByteBuffer.allocate(windows.count() * Float.BYTES);
        scales.asFloatBuffer().put(windows.scales());
        digest.update(numbers(windows.count(), windows.dimension()));
        digest.update(windows.values());
        digest.update(scales);
    }

    private static void update(MessageDigest digest, Collection<String> labels) {
        digest.update(numbers(labels.size()));
        for (String label : new TreeSet<>(labels)) {
            byte[] text = label.getBytes(StandardCharsets.UTF_8);
            digest.update(numbers(text.length));
            digest.update(text);
        }
    }

    /** Lengths stand before what they are lengths of: no two lists look alike. */
    private static byte[] numbers(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES);
        bytes.asIntBuffer().put(numbers);
        return bytes.array();
    }
}
