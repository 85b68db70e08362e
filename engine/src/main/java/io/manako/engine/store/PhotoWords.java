package io.manako.engine.store;

import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.util.List;

/**
 * What is written of a photo.
 *
 * @param tags that it bears, with those above them, by all their names
 * @param titles of its files, each once
 * @param captions of its files and of a language model, with this one's keywords, each once
 * @param files that show it, below the library's folders and with the names of these; those that were deleted left out
 */
public record PhotoWords(
        PhotoId photo, List<TagName> tags, List<String> titles, List<String> captions, List<Path> files) {
    public PhotoWords {
        tags = List.copyOf(tags);
        titles = List.copyOf(titles);
        captions = List.copyOf(captions);
        files = List.copyOf(files);
    }
}
