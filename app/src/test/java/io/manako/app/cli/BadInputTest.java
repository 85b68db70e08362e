package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import io.manako.engine.store.LibraryStore;
import io.manako.engine.vit.Safetensors;
import io.manako.engine.vit.Safetensors.Place;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong ends in one clear message and the right exit code, and what is merely odd is taken. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    @TempDir
    private static Path folder;

    private Path photos;
    private Path library;
    private Path good;

    @BeforeAll
    void indexGoodAndBadTogether() throws Exception {
        photos = folder.resolve("photos");
        library = folder.resolve("library");
        TestCollection.write(photos, 3);
        good = photos.resolve("photo-0.jpg");
        Path odd = Files.createDirectories(photos.resolve("odd"));
        byte[] jpeg = PictureWriter.jpeg(TestCollection.blocks(160, 120, 10), 90);
        Files.write(odd.resolve("truncated.jpg"), Arrays.copyOf(jpeg, jpeg.length / 2));
        Files.write(odd.resolve("empty.jpg"), new byte[0]);
        Files.writeString(odd.resolve("text.jpg"), "This is no photo.");
        Files.write(odd.resolve("huge.png"), png(20_000, 20_000, 1));
        PictureWriter.write(TestCollection.blocks(1, 1, 11), odd.resolve("pixel.png"));
        Files.copy(TestCollection.ENGINE_RESOURCES.resolve("photo/cmyk-adobe.jpg"), odd.resolve("cmyk.jpg"));
        Files.write(odd.resolve("sixteen.png"), png(40, 30, 16));
        Files.copy(TestCollection.ENGINE_RESOURCES.resolve("photo/animated.gif"), odd.resolve("animated.gif"));
        Files.write(odd.resolve("misnamed.jpg"), PictureWriter.png(TestCollection.blocks(80, 60, 12)));
        PictureWriter.write(TestCollection.blocks(80, 60, 13), odd.resolve("with some spaces.png"));
        if (namesGoBeyondAscii()) {
            PictureWriter.write(TestCollection.blocks(80, 60, 14), odd.resolve("写真 眼.png"));
            PictureWriter.write(TestCollection.blocks(80, 60, 15), odd.resolve("lamp 💡.png"));
        }
        Files.createSymbolicLink(odd.resolve("loop"), photos);

        CommandRun run = run("index", "--library", library, photos);

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains((namesGoBeyondAscii() ? 11 : 9) + " encoded", "4 unreadable");
        assertThat(run.out()).contains("truncated.jpg", "empty.jpg", "text.jpg", "huge.png");
    }

    @ParameterizedTest
    @CsvSource({
        "odd/truncated.jpg, cut short",
        "odd/empty.jpg, is empty",
        "odd/text.jpg, not a photo",
        "odd/huge.png, 20000 x 20000",
        "odd/nowhere.jpg, not there",
        "odd, is a folder"
    })
    void aQueryThatCannotBeRead(String file, String said) {
        assertFailure(run("search", "--library", library, "--photo", photos.resolve(file), "--json"), 1, said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pixel.png",
                "cmyk.jpg",
                "sixteen.png",
                "animated.gif",
                "misnamed.jpg",
                "with some spaces.png",
                "写真 眼.png",
                "lamp 💡.png"
            })
    void aQueryThatIsOnlyOdd(String name) {
        assumeTrue(
                namesGoBeyondAscii() || name.chars().allMatch(c -> c < 128),
                "skipped: this locale has no file names beyond ASCII");
        Path photo = photos.resolve("odd").resolve(name);

        CommandRun asked = run("search", "--library", library, "--photo", photo, "-k", 3);
        // As JSON, which also names the photos that look like a hit and stand behind it.
        CommandRun found = run("search", "--library", library, "--photo", good, "-k", 100, "--json");

        assertThat(asked.exit()).as(asked.err()).isZero();
        assertThat(asked.out().lines()).hasSize(3);
        assertThat(found.out()).contains(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--box; 500,500,10,10; 2; outside the photo",
                "--box; -50,0,50,20; 2; outside the photo",
                "--box; 1e308,2.5,1e10,10; 2; the box 1.0E308,2.5,1.0E10,10 lies outside the photo",
                "--box; 10,10,0,5; 2; no area",
                "--box; NaN,1,2,3; 2; finite",
                "--point; 160,10; 2; outside the photo",
                "--point; -1,10; 2; outside the photo"
            })
    void aMarkThatCannotBe(String option, String mark, int exit, String said) {
        assertFailure(run("search", "--library", library, "--photo", good, option + "=" + mark), exit, said);
    }

    @Test
    void aBoxPartlyOutsideIsTaken() {
        CommandRun run = run("search", "--library", library, "--photo", good, "--box=-20,-20,100,80");

        assertThat(run.exit()).as(run.err()).isZero();
    }

    @Test
    void anEmptyMask() throws Exception {
        Path mask = folder.resolve("empty mask.png");
        PictureWriter.write(new Raster(160, 120, new byte[160 * 120 * 3]), mask);

        assertFailure(
                run("search", "--library", library, "--photo", good, "--mask", mask), 1, "nothing in it is white");
    }

    @Test
    void aMaskOfAnotherShape() throws Exception {
        Path mask = folder.resolve("square mask.png");
        PictureWriter.write(TestCollection.blocks(100, 100, 20), mask);

        assertFailure(run("search", "--library", library, "--photo", good, "--mask", mask), 1, "not the shape");
    }

    @Test
    void weightsCutShort() throws Exception {
        byte[] weights = Files.readAllBytes(TestCollection.TINY_MODEL);

        assertBadWeights(Arrays.copyOf(weights, weights.length / 2));
    }

    @Test
    void weightsWithOffsetsOutsideTheFile() throws Exception {
        byte[] weights = Files.readAllBytes(TestCollection.TINY_MODEL);
        String header = header(weights);
        String moved = header.replaceFirst("\"data_offsets\":\\s*\\[\\d+,\\s*\\d+]", "\"data_offsets\":[9,99999999]");
        assertThat(moved).isNotEqualTo(header);

        assertBadWeights(withHeader(weights, moved));
    }

    @Test
    void weightsThatAreNoNumbers() throws Exception {
        byte[] weights = Files.readAllBytes(TestCollection.TINY_MODEL);
        int data = 8 + header(weights).getBytes(StandardCharsets.UTF_8).length;
        Arrays.fill(weights, data, weights.length, (byte) 0xFF); // NaN in F16 and in F32

        assertBadWeights(weights);
    }

    @Test
    void weightsWhoseNumbersOverflow() throws Exception {
        List<Place> places = new ArrayList<>();
        ByteBuffer data = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        try (Safetensors tiny = Safetensors.open(TestCollection.TINY_MODEL)) {
            for (String name : tiny.names()) {
                Safetensors.Tensor tensor = tiny.tensor(name);
                float scale = name.equals("blocks.1.mlp.fc2.weight") ? 3e37f : 1;
                for (float value : tensor.values()) {
                    data.putFloat(scale * value);
                }
                places.add(new Place(name, "F32", tensor.shape(), 4L * tensor.values().length));
            }
        }
        Path file = folder.resolve("overflow.safetensors");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(Safetensors.head(places, Map.of()));
            out.write(data.array(), 0, data.position());
        }

        CommandRun index = CommandRun.of(
                folder.resolve("home"), "index", "--library", folder.resolve("other"), "--model", file, photos);

        assertFailure(index, 1, "what they make of a picture is no number");
    }

    @Test
    void weightsOfAnotherArchitecture() {
        String header = "{\"conv1.weight\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";

        assertBadWeights(withHeader(new byte[16], header, new byte[8]));
    }

    @Test
    void weightsThatAreSomethingElse() throws Exception {
        assertBadWeights(Files.readAllBytes(good));
    }

    @Test
    void aModelThatIsNotThere() {
        CommandRun run = CommandRun.of(
                folder.resolve("home"), "search", "--library", library, "--photo", good, "--model", "no-such-model");

        assertFailure(run, 1, "no-such-model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "63", "1025", "-1", "large"})
    void aSizeThatNoModelTakes(String size) {
        assertFailure(run("search", "--library", library, "--photo", good, "--size", size), 2, "--size");
    }

    @Test
    void aLibraryOfAnotherModel() {
        Path other = TestCollection.ENGINE_RESOURCES.resolve("vit/tiny-dinov2.safetensors");

        CommandRun run = CommandRun.of(
                folder.resolve("home"), "search", "--library", library, "--photo", good, "--model", other);

        assertFailure(run, 1, "no photos encoded with the model tiny-dinov2");
        assertThat(run.err()).contains("manako index");
    }

    @Test
    void aLibraryThatIsOpenElsewhere() {
        try (LibraryStore holder = LibraryStore.open(library)) {
            assertThat(holder.directory()).exists();
            assertFailure(run("search", "--library", library, "--photo", good), 1, "in use by");
            assertFailure(run("index", "--library", library, photos), 1, "in use by");
        }
        assertThat(run("search", "--library", library, "--photo", good).exit()).isZero();
    }

    @Test
    void aFolderThatIsNoLibraryIsLeftAlone() throws Exception {
        assertFailure(run("search", "--library", photos, "--photo", good), 1, "There is no library");
        try (var files = Files.list(photos)) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(name -> name.contains("catalogue"));
        }
    }

    @Test
    void aPictureInTheLibrarysFoldersIsNeverWrittenThoughTheLibraryDoesNotKnowIt() throws Exception {
        Path unreadable = photos.resolve("odd").resolve("huge.png");
        Path fresh = photos.resolve("came-later.png");
        PictureWriter.write(TestCollection.blocks(80, 60, 16), fresh);
        for (Path picture : List.of(unreadable, fresh)) {
            byte[] before = Files.readAllBytes(picture);
            assertFailure(
                    run("search", "--library", library, "--photo", good, "-k", 2, "--sheet", picture),
                    1,
                    "photos are never written");
            assertThat(picture).hasBinaryContent(before);
        }
        Files.delete(fresh);
    }

    private void assertBadWeights(byte[] content) {
        try {
            Path file = Files.write(folder.resolve("bad.safetensors"), content);
            CommandRun run = CommandRun.of(
                    folder.resolve("home"), "search", "--library", library, "--photo", good, "--model", file);
            assertFailure(run, 1, "bad.safetensors");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One message, and nothing that only a programmer understands. */
    private static void assertFailure(CommandRun run, int exit, String said) {
        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.err()).contains(said).doesNotContain("\tat ", "Exception", "unexpected");
        assertThat(run.err().lines().filter(line -> line.startsWith("manako: ")))
                .hasSize(1);
        assertThat(run.out()).isEmpty();
    }

    private CommandRun run(Object... args) {
        List<Object> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--model", TestCollection.TINY_MODEL, "--threads", 1));
        return CommandRun.of(folder.resolve("home"), all.toArray());
    }

    private static boolean namesGoBeyondAscii() {
        try {
            return Path.of("写真💡").toString().length() == 4;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String header(byte[] weights) {
        int length =
                (int) ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return new String(weights, 8, length, StandardCharsets.UTF_8);
    }

    private static byte[] withHeader(byte[] weights, String header) {
        int data = 8 + header(weights).getBytes(StandardCharsets.UTF_8).length;
        return withHeader(weights, header, Arrays.copyOfRange(weights, data, weights.length));
    }

    private static byte[] withHeader(byte[] weights, String header, byte[] data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .put(data)
                .array();
    }

    /** A grey PNG of 1 or 16 bits, all of one value. */
    private static byte[] png(int width, int height, int bits) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0x89504E470D0A1A0AL);
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) bits)
                        .array());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            byte[] row = new byte[1 + (width * bits + 7) / 8];
            Arrays.fill(row, 1, row.length, (byte) 0x55);
            for (int y = 0; y < height; y++) {
                deflater.write(row);
            }
        }
        chunk(out, "IDAT", packed.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) crc.getValue());
    }
}
