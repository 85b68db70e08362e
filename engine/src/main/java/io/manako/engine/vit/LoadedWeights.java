package io.manako.engine.vit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.manako.engine.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Weights opened and described, ready for a device. Close them after loading.
 *
 * @param fingerprint SHA-256 over the weights and the settings that change descriptors, 64 hex digits
 */
public record LoadedWeights(
        String name, String fingerprint, ModelDescriptor descriptor, Weights weights, Safetensors file)
        implements AutoCloseable {

    /** The model that comes with the program. */
    public static final String EMBEDDED = "manako-embedded";

    private static final String RESOURCES = "/io/manako/resources/model/";

    /** Opens the embedded model. */
    public static LoadedWeights embedded(boolean stretch, int side) throws ModelException {
        try (InputStream in = LoadedWeights.class.getResourceAsStream(RESOURCES + EMBEDDED + ".safetensors")) {
            if (in == null) {
                throw new ModelException(Message.of("engine.model.none"), null);
            }
            byte[] bytes = in.readAllBytes();
            return describe(EMBEDDED, sha256().digest(bytes), Safetensors.of(EMBEDDED, bytes), stretch, side);
        } catch (ModelException e) {
            throw e;
        } catch (IOException e) {
            throw new ModelException(Message.of("engine.model.unreadable"), e);
        }
    }

    /**
     * Opens a weights file.
     *
     * @param stretch whether photos are stretched to a square
     * @param side side in pixels of the square, or of the square that other shapes have as many patches as; 0: the weights'
     *     own if stretched, else what we measured to be best where we did
     */
    public static LoadedWeights open(Path file, boolean stretch, int side) throws ModelException {
        Safetensors tensors = Safetensors.open(file);
        try {
            String name = file.getFileName().toString().replaceFirst("\\.safetensors$", "");
            return describe(name, digest(file), tensors, stretch, side);
        } catch (ModelException | RuntimeException e) {
            tensors.close();
            throw e;
        }
    }

    private static LoadedWeights describe(String name, byte[] digest, Safetensors tensors, boolean stretch, int side)
            throws ModelException {
        String hash = HexFormat.of().formatHex(digest);
        Weights weights = new Weights(tensors);
        String measured = measured(hash);
        ModelDescriptor descriptor = ModelDescriptor.of(name, tensors, weights, measured);
        if (stretch) {
            descriptor = descriptor.stretched();
        }
        int wanted = side > 0 || stretch ? side : measuredSide(measured);
        if (wanted > 0) {
            descriptor = descriptor.withSide(wanted);
        }
        String settings = hash + " side " + descriptor.side() + " stretch " + descriptor.stretch() + " F "
                + descriptor.focusBlocks() + " beta " + descriptor.beta();
        String fingerprint = HexFormat.of().formatHex(sha256().digest(settings.getBytes(StandardCharsets.UTF_8)));
        return new LoadedWeights(descriptor.name(), fingerprint, descriptor, weights, tensors);
    }

    /** What we measured of weights of others, shipped under the first digits of the weights' SHA-256. */
    private static @Nullable String measured(String hash) throws ModelException {
        String resource = RESOURCES + "means-" + hash.substring(0, 16) + ".json";
        try (InputStream in = LoadedWeights.class.getResourceAsStream(resource)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ModelException("The means " + resource + " cannot be read.", e);
        }
    }

    /** The side that photos of their own aspect are found best with, 0: the weights' own. */
    private static int measuredSide(@Nullable String json) throws ModelException {
        try {
            return json == null
                    ? 0
                    : new ObjectMapper().readTree(json).path("side").asInt();
        } catch (IOException e) {
            throw new ModelException("The measurements " + json + " are not readable JSON.", e);
        }
    }

    private static byte[] digest(Path file) throws ModelException {
        MessageDigest digest = sha256();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
            while (channel.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
            return digest.digest();
        } catch (IOException e) {
            throw new ModelException("The weights file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
