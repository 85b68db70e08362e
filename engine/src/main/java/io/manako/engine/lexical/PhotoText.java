package io.manako.engine.lexical;

import io.manako.engine.photo.PhotoId;
import java.util.List;

/**
 * What is written of a photo.
 *
 * @param tags with those above them
 * @param places names of its folders and files
 */
public record PhotoText(
        PhotoId photo, List<String> tags, List<String> titles, List<String> captions, List<String> places) {
    public PhotoText {
        tags = List.copyOf(tags);
        titles = List.copyOf(titles);
        captions = List.copyOf(captions);
        places = List.copyOf(places);
    }
}
