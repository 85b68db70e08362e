package io.manako.engine.vit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.manako.engine.file.Sha256;
import io.manako.engine.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Weights opened and described, ready for a device. Close them after loading.
 *
 * @param sha256 of the weights file, 64 hex digits
 * @param fingerprint SHA-256 over the weights and the settings that change descriptors, 64 hex digits
 * @param bands what scores mean with these weights and settings, or null where that was not measured
 */
public record LoadedWeights(
        String name,
        String sha256,
        String fingerprint,
        ModelDescriptor descriptor,
        Weights weights,
        Safetensors file,
        @Nullable ScoreBands bands)
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
            return describe(EMBEDDED, Sha256.begin().digest(bytes), Safetensors.of(EMBEDDED, bytes), stretch, side);
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
        return open(file, file, stretch, side);
    }

    /** The same for a file that lies elsewhere for the moment; name and messages are of {@code called}. */
    public static LoadedWeights open(Path file, Path called, boolean stretch, int side) throws ModelException {
        Safetensors tensors = Safetensors.open(file, called);
        try {
            String name = called.getFileName().toString().replaceFirst("\\.safetensors$", "");
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
        JsonNode measured = measured(hash);
        ModelDescriptor own = ModelDescriptor.of(name, tensors, weights, measured, known(name, hash, weights));
        int best = measured.path("side").asInt(own.side());
        ModelDescriptor descriptor = stretch ? own.stretched() : own.withSide(best);
        if (side > 0) {
            descriptor = descriptor.withSide(side);
        }
        // What scores mean was measured on photos as they are fitted unless somebody wants otherwise.
        boolean asMeasured = !stretch && descriptor.side() == best;
        if (asMeasured) {
            descriptor = descriptor.withNearSide(measured.path("nearSide").asInt(best));
        }
        String settings = hash + " side " + descriptor.side() + " stretch " + descriptor.stretch() + " F "
                + descriptor.focusBlocks() + " beta " + descriptor.beta();
        String fingerprint = HexFormat.of().formatHex(Sha256.begin().digest(settings.getBytes(StandardCharsets.UTF_8)));
        return new LoadedWeights(
                descriptor.name(),
                hash,
                fingerprint,
                descriptor,
                weights,
                tensors,
                asMeasured ? bands(measured) : null);
    }

    /** What the catalogue says of weights, where they are of one of its models by name or hash, and by shape. */
    private static @Nullable KnownModel known(String name, String hash, Weights weights) throws ModelException {
        KnownModel model = KnownModels.ofFile(name, hash).orElse(null);
        if (model == null || !weights.has("norm.weight") || !weights.has("patch_embed.proj.weight")) {
            return null;
        }
        int dimension = weights.length("norm.weight", 0, 1);
        return model.fits(dimension, weights.blocks(), weights.patch(), weights.registers(dimension)) ? model : null;
    }

    /**
     * What we measured of weights, shipped under the first digits of their SHA-256, an empty document where we did not: means
     * of descriptors {@code cls}, {@code focus}, {@code near} and {@code window} where the weights have none, the {@code side} that
     * photos of their own aspect are found best with, {@code nearSide} for close-ups, and {@code bands}, strong and fair.
     */
    private static JsonNode measured(String hash) throws ModelException {
        String resource = RESOURCES + "measured-" + hash.substring(0, 16) + ".json";
        try (InputStream in = LoadedWeights.class.getResourceAsStream(resource)) {
            return in == null ? MissingNode.getInstance() : new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new ModelException("The measurements " + resource + " cannot be read.", e);
        }
    }

    private static @Nullable ScoreBands bands(JsonNode measured) {
        JsonNode bands = measured.path("bands");
        return bands.size() == 2
                ? new ScoreBands(
                        (float) bands.get(0).asDouble(), (float) bands.get(1).asDouble())
                : null;
    }

    private static byte[] digest(Path file) throws ModelException {
        MessageDigest digest = Sha256.begin();
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

    @Override
    public void close() {
        file.close();
    }
}
