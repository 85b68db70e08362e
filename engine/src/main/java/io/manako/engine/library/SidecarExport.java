package io.manako.engine.library;

import io.manako.engine.message.Message;
import io.manako.engine.message.Worded;
import io.manako.engine.metadata.Keyword;
import io.manako.engine.metadata.SidecarContent;
import io.manako.engine.metadata.SidecarName;
import io.manako.engine.metadata.SidecarWriter;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.PhotoRegion;
import io.manako.engine.store.PhotoRow;
import io.manako.engine.store.PhotoTag;
import io.manako.engine.store.TagName;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes tags and stars into XMP files beside photos, for other programs. Only ever on request; photos are only read. */
public final class SidecarExport {
    /**
     * What came of it.
     *
     * @param written files that are new or have changed
     * @param unchanged files that said all of it already, and photos of which there is nothing to say
     * @param failures sentences for the user, one for each file that was left as it is
     */
    public record Outcome(int written, int unchanged, List<Message> failures) {
        public Outcome {
            failures = List.copyOf(failures);
        }
    }

    private final Catalogue catalogue;
    private final SidecarName name;
    private final Map<TagName, List<String>> paths;

    /**
     * Takes the hierarchy of tags as it is now.
     *
     * @param name of the files that are written
     */
    public SidecarExport(Catalogue catalogue, SidecarName name) {
        this.catalogue = catalogue;
        this.name = name;
        this.paths = catalogue.tags().paths();
    }

    /**
     * Writes the sidecars of photos, beside each of their files that is there. What has failed stops nothing.
     *
     * @param listener told of the stage {@code export.sidecars}
     * @throws java.util.concurrent.CancellationException if cancelled; the files that were written stay
     */
    public Outcome write(Collection<PhotoId> photos, ProgressListener listener, CancellationToken cancellation) {
        int written = 0;
        int unchanged = 0;
        int done = 0;
        List<Message> failures = new ArrayList<>();
        for (PhotoId photo : photos) {
            cancellation.throwIfCancelled();
            PhotoRow row = catalogue.photo(photo).orElse(null);
            SidecarContent content = row == null ? null : content(row);
            List<Path> files = row == null
                    ? List.of()
                    : Stream.concat(Stream.of(row.path()), row.copies().stream().map(PhotoRow.Copy::path))
                            .filter(Files::isRegularFile)
                            .toList();
            for (Path file : files) {
                try {
                    boolean said = content != null && SidecarWriter.write(file, name, content);
                    written += said ? 1 : 0;
                    unchanged += said ? 0 : 1;
                } catch (IOException e) {
                    failures.add(why(name.beside(file), e));
                }
            }
            listener.onProgress(Progress.of("export.sidecars", ++done, photos.size()));
        }
        return new Outcome(written, unchanged, failures);
    }

    /** Null where there is nothing to take back, and nothing to say that the photo's files do not say themselves. */
    private @Nullable SidecarContent content(PhotoRow row) {
        List<PhotoTag> tags = catalogue.tags().of(List.of(row.id())).getOrDefault(row.id(), List.of());
        Set<String> refused = catalogue.tags().refused(row.id());
        Integer stars = catalogue.stars().given(row.id());
        boolean given = tags.stream().anyMatch(tag -> tag.origin() == PhotoTag.Origin.USER);
        if (!given && refused.isEmpty() && stars == null) {
            return null;
        }
        List<Keyword> keywords = tags.stream()
                .map(tag -> new Keyword(
                        paths.getOrDefault(tag.tag(), List.of(tag.tag().text()))))
                .toList();
        List<SidecarContent.Region> regions = new ArrayList<>();
        for (PhotoTag tag : tags) {
            PhotoRegion region = tag.region();
            if (region != null) {
                regions.add(new SidecarContent.Region(
                        tag.tag().text(), region.left(), region.top(), region.width(), region.height()));
            }
        }
        return new SidecarContent(
                keywords, name -> refused.contains(TagName.fold(name)), stars, regions, row.width(), row.height());
    }

    private static Message why(Path sidecar, IOException e) {
        return switch (e) {
            case Worded known -> known.wording();
            case AccessDeniedException denied -> Message.of("engine.metadata.not-allowed", sidecar);
            case FileSystemException file
            when file.getReason() != null -> Message.of("engine.metadata.not-written", sidecar, file.getReason());
            default -> Message.of("engine.metadata.not-written", sidecar, e.getMessage());
        };
    }
}
