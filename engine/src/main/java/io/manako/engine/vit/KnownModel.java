package io.manako.engine.vit;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model of the catalogue: what its authors say of it and no weights file does.
 *
 * @param name what it is called in Manako: letters, digits, dot, dash and underscore
 * @param title what its authors call it
 * @param dimension D
 * @param blocks L
 * @param heads H
 * @param patch side of a patch in pixels
 * @param registers R
 * @param epsilon of every LayerNorm
 * @param side side in pixels of the square input that it was made for, or fine-tuned to
 * @param mean per channel, of pixels from 0 to 1
 * @param deviation per channel, of pixels from 0 to 1
 * @param licence of the weights
 * @param page where its authors tell of it
 * @param address of the weights file at its authors', or null where its user has to get it: because of a licence that has to be
 *     accepted, say
 * @param megabytes about how large that file is
 * @param sha256 of that file, 64 hex digits, or null where nobody has told it
 * @param files names, without ending, that its weights files go by
 */
public record KnownModel(
        String name,
        String title,
        int dimension,
        int blocks,
        int heads,
        int patch,
        int registers,
        float epsilon,
        int side,
        float[] mean,
        float[] deviation,
        String licence,
        URI page,
        @Nullable URI address,
        int megabytes,
        @Nullable String sha256,
        List<String> files) {
    public KnownModel {
        files = List.copyOf(files);
    }

    /** Where it can be had: the address of its file, or the page that tells how to get it. */
    public URI source() {
        return address == null ? page : address;
    }

    /** Whether weights of this shape may be the model's. */
    boolean fits(int otherDimension, int otherBlocks, int otherPatch, int otherRegisters) {
        return dimension == otherDimension
                && blocks == otherBlocks
                && patch == otherPatch
                && registers == otherRegisters;
    }
}
