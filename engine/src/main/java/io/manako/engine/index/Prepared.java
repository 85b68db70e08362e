package io.manako.engine.index;

import io.manako.engine.library.FoundFile;
import io.manako.engine.library.PhotoFindings;
import io.manako.engine.message.Message;
import io.manako.engine.photo.ByteHash;
import io.manako.engine.photo.PerceptualHash;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException.Reason;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.store.NewPhoto;
import org.jspecify.annotations.Nullable;

/** What a decoder thread found out about a file. */
sealed interface Prepared {
    FoundFile file();

    /** It was there when its folder was scanned, and is no more. */
    record Vanished(FoundFile file) implements Prepared {}

    record Unreadable(FoundFile file, Reason reason, Message message) implements Prepared {}

    /**
     * A photo of the library that has its descriptors: only the file is new or has changed, or its hash was lacking.
     *
     * @param hash what the catalogue lacks, or null
     */
    record Recognised(
            FoundFile file,
            ByteHash bytes,
            PhotoFindings findings,
            PhotoId photo,
            @Nullable PerceptualHash hash) implements Prepared {}

    /**
     * A picture to encode.
     *
     * @param known the photo, where the catalogue has it
     * @param picture what to add to the catalogue where it has not
     * @param fitted the picture as the network sees it
     */
    record Decoded(
            FoundFile file,
            ByteHash bytes,
            PhotoFindings findings,
            @Nullable PhotoId known,
            @Nullable NewPhoto picture,
            PerceptualHash hash,
            PatchGrid grid,
            Raster fitted)
            implements Prepared {}
}
