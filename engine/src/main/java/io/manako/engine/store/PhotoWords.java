package io.manako.engine.store;

import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.util.List;

/**
 * What is written of a photo.
 *
 * @param tags that it bears, with those above them, by all their names
 * @param added words that the user put to it
 * @param titles of its files, each once
 * @param captions of its files, each once
 * @param machine caption and keywords by a language model; what it said more than once is there more than once
 * @param files that show it, below the library's folders and with the names of these; those that were deleted left out
 * @param takenOut words by which it is not found, even if titles, captions or files have them
 */
public record PhotoWords(
        PhotoId photo,
        List<TagName> tags,
        List<String> added,
        List<String> titles,
        List<String> captions,
        List<String> machine,
        List<Path> files,
        List<String> takenOut) {
    public PhotoWords {
        tags = List.copyOf(tags);
        added = List.copyOf(added);
        titles = List.copyOf(titles);
        captions = List.copyOf(captions);
        machine = List.copyOf(machine);
        files = List.copyOf(files);
        takenOut = List.copyOf(takenOut);
    }
}
