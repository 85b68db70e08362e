package io.manako.engine.index;

import io.manako.engine.message.Message;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.vit.Encoder;
import io.manako.engine.vit.Encoding;
import io.manako.engine.vit.ModelInfo;
import io.manako.engine.vit.OpenPhoto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Mean colours in the place of descriptors: depends on the pixels alone, needs no model. */
final class FakeEncoder implements Encoder {
    private static final int PATCH = 4;

    final AtomicInteger encoded = new AtomicInteger();
    final List<Integer> batchSizes = new ArrayList<>();

    /** Photos that it wants at once. */
    int photosAtOnce = 8;

    /** Stands in every descriptor. */
    volatile float constant = 0.5f;

    /** Called with each picture that is fitted, on the decoder's thread. */
    volatile Consumer<Raster> onFit = picture -> {};

    /** Called before each batch, on the run's thread. */
    volatile Runnable onEncode = () -> {};

    private final ModelInfo model;

    FakeEncoder() {
        this("fake");
    }

    FakeEncoder(String name) {
        String fingerprint = (name + "0".repeat(64)).substring(0, 64);
        model = new ModelInfo(name, fingerprint, 4, 1, 1, 1, 3, Message.plain("no device"));
    }

    /** Describes and tells nobody. */
    Supplier<Describer> describing() {
        return () -> new Describer(this, fresh -> {}, report -> {});
    }

    @Override
    public ModelInfo model() {
        return model;
    }

    @Override
    public int photosAtOnce() {
        return photosAtOnce;
    }

    @Override
    public PatchGrid gridFor(int width, int height) {
        return width > height ? new PatchGrid(4, 6) : width < height ? new PatchGrid(6, 4) : new PatchGrid(5, 5);
    }

    @Override
    public Raster fit(Raster photo, PatchGrid grid) {
        onFit.accept(photo);
        int width = grid.columns() * PATCH;
        int height = grid.rows() * PATCH;
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    int value = photo.at(x * photo.width() / width, y * photo.height() / height, c);
                    rgb[(y * width + x) * 3 + c] = (byte) value;
                }
            }
        }
        return new Raster(width, height, rgb);
    }

    @Override
    public List<Encoding> encode(List<Raster> fitted, PatchGrid grid, Function<PatchGrid, float[][]> windows) {
        onEncode.run();
        encoded.addAndGet(fitted.size());
        batchSizes.add(fitted.size());
        float[] everywhere = new float[grid.patches()];
        Arrays.fill(everywhere, 1);
        List<Encoding> encodings = new ArrayList<>();
        for (Raster picture : fitted) {
            float[][] described = Arrays.stream(windows.apply(grid))
                    .map(region -> mean(picture, grid, region))
                    .toArray(float[][]::new);
            encodings.add(new Encoding(grid, mean(picture, grid, everywhere), described));
        }
        return encodings;
    }

    private float[] mean(Raster picture, PatchGrid grid, float[] region) {
        float[] sums = new float[4];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                float weight = region[y / PATCH * grid.columns() + x / PATCH];
                for (int c = 0; c < 3; c++) {
                    sums[c] += weight * picture.at(x, y, c) / 255f;
                }
                sums[3] += weight;
            }
        }
        return new float[] {sums[0] / sums[3], sums[1] / sums[3], sums[2] / sums[3], constant};
    }

    @Override
    public OpenPhoto open(Raster photo) {
        throw new UnsupportedOperationException("indexing opens no query");
    }

    @Override
    public void close() {}
}
