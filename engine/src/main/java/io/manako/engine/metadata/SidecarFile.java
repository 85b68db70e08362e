package io.manako.engine.metadata;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import io.manako.engine.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** XMP files that other programs keep beside photos. They are never fetched from, nor do they fetch, anything else. */
public final class SidecarFile {
    /** Adobe's property of a sidecar that says the ending of its photo. */
    static final String OWNER = "SidecarForExtension";

    /** Bytes; the largest that programs write, with a history of masks, are a tenth of it. */
    static final int LARGEST = 16 << 20;

    /**
     * Start and end tags of elements. A history of masks has some ten thousands, and xmpcore takes time with the square of the
     * elements that one element holds: a quarter of a minute with this many, hours with what has room in {@link #LARGEST}.
     */
    static final int MOST_TAGS = 200_000;

    private SidecarFile() {}

    /**
     * Reads what a sidecar says of a photo.
     *
     * @param photo beside it; only the name counts
     * @return empty where the sidecar says that it belongs to a photo with another ending, such as the RAW file
     * @throws SidecarException with a sentence for the user, if it is no XMP
     * @throws IOException if it is not there any more, or cannot be read
     */
    public static Optional<PhotoMetadata> read(Path sidecar, Path photo) throws IOException {
        XmpReader reader = new XmpReader(parse(sidecar, "engine.metadata.broken"));
        return anothersEnding(reader, photo).isPresent() ? Optional.empty() : Optional.of(reader.read());
    }

    /** Ending of the photo to which a sidecar says that it belongs, where that is another than this one. */
    static Optional<String> anothersEnding(XmpReader reader, Path photo) {
        return Optional.ofNullable(reader.text(XMPConst.NS_PHOTOSHOP, OWNER))
                .map(String::strip)
                .filter(ending -> !ending.isEmpty() && !ending.equalsIgnoreCase(SidecarName.ending(photo)));
    }

    /**
     * The document in a sidecar.
     *
     * @param refusal key of the sentence for one that is no XMP, with the file and why
     */
    static XMPMeta parse(Path sidecar, String refusal) throws IOException {
        byte[] content;
        if (!Files.isRegularFile(sidecar)) { // opening a pipe would wait forever
            throw new SidecarException(Message.of(refusal, sidecar, Message.of("engine.metadata.no-xmp")));
        }
        try (InputStream in = Files.newInputStream(sidecar)) {
            content = in.readNBytes(LARGEST + 1);
        }
        if (content.length > LARGEST) {
            throw new SidecarException(
                    Message.of(refusal, sidecar, Message.of("engine.metadata.too-large", LARGEST >> 20)));
        }
        // xmpcore takes any other document for one without properties.
        String text = new String(content, StandardCharsets.ISO_8859_1).replace("\0", "");
        if (!text.contains(XMPConst.NS_RDF)) {
            throw new SidecarException(Message.of(refusal, sidecar, Message.of("engine.metadata.no-xmp")));
        }
        if (text.chars().filter(character -> character == '<').count() > MOST_TAGS) {
            throw new SidecarException(
                    Message.of(refusal, sidecar, Message.of("engine.metadata.too-many", MOST_TAGS / 2)));
        }
        try {
            // A document type could name files to read and addresses to fetch: xmpcore refuses any. To ask for that
            // here, too, would change a factory that threads share.
            return XMPMetaFactory.parseFromBuffer(content);
        } catch (XMPException | RuntimeException | StackOverflowError e) {
            throw new SidecarException(Message.of(refusal, sidecar, Message.of("engine.metadata.no-xmp")));
        }
    }
}
