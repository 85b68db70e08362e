package io.manako.engine.labels;

import io.manako.engine.labels.LearnedLabel.Spread;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Labels that were learned, with what they were learned from, and as bytes to be kept. All of it can be learned again, so bytes
 * are either what was written or refused.
 */
public record LearnedLabels(LabelModel model, LabelSource source) {
    private static final int MAGIC = 0x4d4b4c42; // MKLB
    private static final int FORMAT = 1;
    private static final int LARGEST_DIMENSION = 1 << 16;

    /** Bytes for {@link #read}: a header, each label with its numbers, and a CRC-32C of all before it; big-endian. */
    public byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(FORMAT);
            out.write(HexFormat.of().parseHex(source.digest()));
            out.writeInt(source.photos());
            out.writeInt(model.dimension());
            out.writeInt(model.learned().size());
            for (LearnedLabel label : model.learned()) {
                out.writeUTF(label.label());
                out.writeInt(source.examples().getOrDefault(label.label(), 0));
                out.writeFloat(label.classifier().bias());
                write(label.photos(), out);
                write(label.windows(), out);
                for (float weight : label.classifier().weights()) {
                    out.writeFloat(weight);
                }
            }
            out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory", e);
        }
        return bytes.toByteArray();
    }

    private static void write(Spread spread, DataOutputStream out) throws IOException {
        out.writeFloat(spread.mean());
        out.writeFloat(spread.deviation());
    }

    /**
     * What {@link #write} has written.
     *
     * @param dimension D of the descriptors that the labels are to be used on
     * @throws IOException if it is anything else; the message says what
     */
    public static LearnedLabels read(byte[] bytes, int dimension) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        require(bytes.length > 2 * Integer.BYTES && in.readInt() == MAGIC, "no learned labels");
        require(in.readInt() == FORMAT, "another version's");
        int end = bytes.length - Integer.BYTES;
        require(
                new DataInputStream(new ByteArrayInputStream(bytes, end, Integer.BYTES)).readInt()
                        == checksum(bytes, end),
                "damaged");
        String digest = HexFormat.of().formatHex(in.readNBytes(32));
        int photos = in.readInt();
        int found = in.readInt();
        require(found == dimension && found <= LARGEST_DIMENSION, "of another model: " + found + " numbers a label");
        int count = in.readInt();
        List<LearnedLabel> labels = new ArrayList<>();
        Map<String, Integer> examples = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String label = in.readUTF();
            examples.put(label, in.readInt());
            float bias = in.readFloat();
            Spread ofPhotos = new Spread(in.readFloat(), in.readFloat());
            Spread ofWindows = new Spread(in.readFloat(), in.readFloat());
            float[] weights = new float[dimension];
            for (int d = 0; d < dimension; d++) {
                weights[d] = in.readFloat();
            }
            labels.add(new LearnedLabel(label, new BagClassifier(weights, bias), ofPhotos, ofWindows));
        }
        require(!labels.isEmpty() && in.available() == Integer.BYTES, "damaged");
        return new LearnedLabels(new LabelModel(labels), new LabelSource(digest, photos, examples));
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
