package io.manako.engine.library;

import io.manako.engine.message.Message;
import io.manako.engine.metadata.EmbeddedMetadata;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.metadata.SidecarException;
import io.manako.engine.metadata.SidecarFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a photo's file and the sidecars beside it say. A sidecar counts more than the file: programs that write one leave
 * the file as it is.
 *
 * @param version of the {@link Sidecars}
 * @param broken sentences about sidecars that could not be read
 */
public record PhotoFindings(PhotoMetadata metadata, long version, List<Message> broken) {
    public PhotoFindings {
        broken = List.copyOf(broken);
    }

    /** @param content of the photo's file */
    public static PhotoFindings of(Path photo, byte[] content) {
        return with(
                photo, EmbeddedMetadata.of(EmbeddedMetadata.parse(new ByteArrayInputStream(content), content.length)));
    }

    /**
     * The same, and of the photo's file hardly more than its metadata is read.
     *
     * @throws IOException if the photo's file cannot be read
     */
    public static PhotoFindings of(Path photo) throws IOException {
        return with(photo, EmbeddedMetadata.read(photo));
    }

    private static PhotoFindings with(Path photo, PhotoMetadata embedded) {
        Sidecars sidecars = Sidecars.of(photo);
        PhotoMetadata all = PhotoMetadata.NONE;
        List<Message> broken = new ArrayList<>();
        for (Path sidecar : sidecars.files()) {
            try {
                all = all.or(SidecarFile.read(sidecar, photo).orElse(PhotoMetadata.NONE));
            } catch (SidecarException e) {
                broken.add(e.wording());
            } catch (IOException e) {
                broken.add(Message.of("engine.metadata.unreadable", sidecar, e.getMessage()));
            }
        }
        return new PhotoFindings(all.or(embedded), sidecars.version(), broken);
    }
}
