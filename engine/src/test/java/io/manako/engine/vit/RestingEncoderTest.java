package io.manako.engine.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.PatchGrid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a small seeded network. */
@Timeout(120)
class RestingEncoderTest {
    private static final Duration SOON = Duration.ofMillis(200);

    @TempDir
    private Path home;

    private final AtomicInteger loads = new AtomicInteger();

    private RestingEncoder load(Path weights, Duration after) throws ModelException {
        return RestingEncoder.load(
                () -> {
                    loads.incrementAndGet();
                    try (LoadedWeights loaded = LoadedWeights.open(weights, false, 0)) {
                        return DjlEncoder.load(loaded, 1);
                    }
                },
                after);
    }

    private Path weights() throws Exception {
        Path file = home.resolve("tiny.safetensors");
        Files.copy(Path.of(getClass().getResource("tiny-timm.safetensors").toURI()), file);
        return file;
    }

    private static Raster picture() {
        byte[] rgb = new byte[64 * 48 * 3];
        new Random(1).nextBytes(rgb);
        return new Raster(64, 48, rgb);
    }

    private static void untilItRests(RestingEncoder encoder) throws InterruptedException {
        while (!encoder.rests()) {
            Thread.sleep(20);
        }
    }

    @Test
    void whatIsAskedAfterARestIsAnsweredAsBefore() throws Exception {
        try (RestingEncoder encoder = load(weights(), SOON);
                OpenPhoto photo = encoder.open(picture())) {
            FocusToken token = token(photo);
            float[] before = photo.focus(List.of(token), DescriptorKind.FOCUS)[0];
            float[] cls = photo.cls();
            Encoding encoding = encode(encoder);

            untilItRests(encoder);
            assertThat(photo.cls()).as("needs no model").isEqualTo(cls);
            assertThat(encoder.model().name()).isEqualTo("tiny");
            assertThat(encoder.rests()).isTrue();
            assertThat(photo.focus(List.of(token), DescriptorKind.FOCUS)[0]).isEqualTo(before);
            assertThat(loads.get()).isGreaterThan(1);

            untilItRests(encoder);
            assertThat(encode(encoder).cls()).isEqualTo(encoding.cls());
            assertThat(photo.focusAttention(token).heads())
                    .isEqualTo(encoder.model().heads());
        }
    }

    private static FocusToken token(OpenPhoto photo) {
        float[] region = new float[photo.grid().patches()];
        Arrays.fill(region, 0, region.length / 2, 1);
        return new FocusToken(region);
    }

    private static Encoding encode(Encoder encoder) {
        PatchGrid grid = encoder.gridFor(64, 48);
        return encoder.encode(List.of(encoder.fit(picture(), grid)), grid, any -> new float[0][])
                .getFirst();
    }

    /** Notes what it is told. */
    private static final class Follower implements Companion {
        private final AtomicInteger rests = new AtomicInteger();
        private final AtomicInteger wakes = new AtomicInteger();

        @Override
        public boolean rest(Duration unasked) {
            assertThat(unasked).isEqualTo(SOON);
            rests.incrementAndGet();
            return false;
        }

        @Override
        public void wake() {
            wakes.incrementAndGet();
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }

    @Test
    void whatAccompaniesTheModelRestsAndWakesWithIt() throws Exception {
        Follower follower = new Follower();
        Follower left = new Follower();
        try (RestingEncoder encoder = load(weights(), SOON)) {
            encoder.accompany(follower);
            encoder.accompany(left);
            encoder.leave(left);
            until(() -> follower.rests.get() > 2); // also when somebody asked for it alone
            assertThat(encoder.rests()).isTrue();
            assertThat(follower.wakes).hasValue(0);
            encode(encoder);
            until(() -> follower.wakes.get() == 1);
        }
        assertThat(left.rests).hasValue(0);
        assertThat(left.wakes).hasValue(0);
    }

    @Test
    void whoeverIsAskedDoesNotRest() throws Exception {
        try (RestingEncoder encoder = load(weights(), SOON.multipliedBy(20))) {
            for (int i = 0; i < 50; i++) {
                encode(encoder);
                Thread.sleep(SOON.dividedBy(2));
            }
            assertThat(loads).hasValue(1);
        }
    }

    @Test
    void aModelWhoseFileIsGoneSaysSo() throws Exception {
        Path file = weights();
        try (RestingEncoder encoder = load(file, SOON);
                OpenPhoto photo = encoder.open(picture())) {
            untilItRests(encoder);
            Files.delete(file);
            assertThatThrownBy(() -> photo.focus(List.of(token(photo)), DescriptorKind.FOCUS))
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(ModelException.class);
        }
    }

    /** A model on a device that fails as soon as it shall compute. */
    private record OnBrokenDevice(Encoder cpu) implements Encoder {
        @Override
        public ModelInfo model() {
            return cpu.model();
        }

        @Override
        public PatchGrid gridFor(int width, int height) {
            return cpu.gridFor(width, height);
        }

        @Override
        public Raster fit(Raster photo, PatchGrid grid) {
            return cpu.fit(photo, grid);
        }

        @Override
        public List<Encoding> encode(List<Raster> fitted, PatchGrid grid, Function<PatchGrid, float[][]> windows) {
            throw new DeviceLostException(new IllegalStateException("CUDA error: launch failed"));
        }

        @Override
        public OpenPhoto open(Raster photo) {
            throw new DeviceLostException(new IllegalStateException("CUDA error: launch failed"));
        }

        @Override
        public void close() {
            cpu.close();
            throw new IllegalStateException("CUDA error: nothing can be freed");
        }
    }

    @Test
    void whatADeviceFailsAtIsDoneByTheModelThatComesInstead() throws Exception {
        Path file = weights();
        List<String> lost = new ArrayList<>();
        RestingEncoder.Loader loader = () -> {
            try (LoadedWeights loaded = LoadedWeights.open(file, false, 0)) {
                Encoder cpu = DjlEncoder.load(loaded, 1);
                return loads.getAndIncrement() == 0 ? new OnBrokenDevice(cpu) : cpu;
            }
        };
        Consumer<DeviceLostException> onLost = failure -> lost.add(failure.getMessage());
        try (RestingEncoder onCpu = load(file, Duration.ofMinutes(1));
                OpenPhoto asOnCpu = onCpu.open(picture())) {
            loads.set(0);
            try (RestingEncoder encoder = RestingEncoder.load(loader, Duration.ofMinutes(1), onLost);
                    OpenPhoto photo = encoder.open(picture())) {
                assertThat(photo.cls()).isEqualTo(asOnCpu.cls());
            }
            assertThat(loads).hasValue(2);
            loads.set(0);
            try (RestingEncoder encoder = RestingEncoder.load(loader, Duration.ofMinutes(1), onLost)) {
                assertThat(encode(encoder).cls()).isEqualTo(encode(onCpu).cls());
            }
        }
        assertThat(lost).containsExactly("CUDA error: launch failed", "CUDA error: launch failed");
    }

    @Test
    void onceClosedItStaysClosed() throws Exception {
        RestingEncoder encoder = load(weights(), SOON);
        untilItRests(encoder);
        encoder.close();
        encoder.close();
        assertThatThrownBy(() -> encoder.open(picture())).isInstanceOf(IllegalStateException.class);
        assertThat(loads).hasValue(1);
    }
}
