package io.manako.engine.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.prompt.PatchGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchSizeTest {
    private static final Architecture SMALL =
            new Architecture(16, 384, 12, 6, 0, new PatchGrid(14, 14), true, false, false, false, Gelu.EXACT, 1e-6f);

    /** A device with room for so many photos. */
    private record Device(int room, List<Integer> batches) {
        List<Integer> encode(List<Integer> batch) {
            batches.add(batch.size());
            if (batch.size() > room) {
                throw new IllegalStateException("CUDA out of memory. Tried to allocate 20.00 MiB");
            }
            return batch.stream().map(photo -> 10 * photo).toList();
        }
    }

    @Test
    void memoryThatRunsOutHalvesTheBatchAndAllPhotosAreEncoded() {
        Device device = new Device(5, new ArrayList<>());
        BatchSize size = new BatchSize(16);
        List<Integer> photos = IntStream.range(0, 20).boxed().toList();
        List<Integer> done = new ArrayList<>();
        while (done.size() < photos.size()) {
            done.addAll(size.next(photos.subList(done.size(), photos.size()), 64, device::encode));
        }

        assertThat(done).isEqualTo(photos.stream().map(photo -> 10 * photo).toList());
        assertThat(device.batches).containsExactly(16, 8, 4, 4, 4, 4, 4);
    }

    @Test
    void aSinglePhotoThatDoesNotFitIsAFailure() {
        Device device = new Device(0, new ArrayList<>());
        assertThatThrownBy(() -> new BatchSize(4).next(List.of(1, 2, 3), 64, device::encode))
                .hasMessageContaining("out of memory");
        assertThat(device.batches).containsExactly(3, 1);
    }

    @Test
    void anotherFailureIsNotTriedAgain() {
        List<Integer> batches = new ArrayList<>();
        assertThatThrownBy(() -> new BatchSize(4).next(List.of(1, 2), 64, batch -> {
                    batches.add(batch.size());
                    throw new IllegalStateException("the device fell off the bus");
                }))
                .hasMessageContaining("bus");
        assertThat(batches).containsExactly(2);
    }

    @Test
    void halfOfTheFreeMemoryIsFilledAndNeverMoreThanTheMost() {
        long photo = BatchSize.photoBytes(SMALL, 197, 2);
        assertThat(photo).isBetween(1L << 20, 16L << 20);
        assertThat(BatchSize.fitting(2 * 20 * photo, photo).get()).isEqualTo(16);
        assertThat(BatchSize.fitting(0, photo).get()).isEqualTo(1);
        assertThat(BatchSize.fitting(80L << 30, photo).get()).isEqualTo(BatchSize.MOST);
        assertThat(BatchSize.photoBytes(SMALL, 197, 4)).isEqualTo(2 * photo);
    }
}
