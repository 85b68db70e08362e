package io.manako.engine.lexical;

import io.manako.engine.photo.PhotoId;
import java.util.List;

/**
 * What is written of a photo.
 *
 * @param tags with those above them, and words that the user put to it
 * @param places names of its folders and files
 * @param takenOut words, or words that belong together, by which it is not found unless they are in the tags
 */
public record PhotoText(
        PhotoId photo,
        List<String> tags,
        List<String> titles,
        List<String> captions,
        List<String> places,
        List<String> takenOut) {
    public PhotoText {
        tags = List.copyOf(tags);
        titles = List.copyOf(titles);
        captions = List.copyOf(captions);
        places = List.copyOf(places);
        takenOut = List.copyOf(takenOut);
    }

    /** Of a photo from which no word is taken. */
    public PhotoText(
            PhotoId photo, List<String> tags, List<String> titles, List<String> captions, List<String> places) {
        this(photo, tags, titles, captions, places, List.of());
    }
}
