package io.manako.engine.store;

import io.manako.engine.photo.PhotoId;
import java.time.Instant;
import java.util.List;

/**
 * What a language model said of a photo.
 *
 * @param caption empty where there are only keywords
 * @param keywords without line breaks; what several looks at the photo name is there more than once
 * @param model that said it
 * @param written to the millisecond
 */
public record MachineCaption(PhotoId photo, String caption, List<String> keywords, String model, Instant written) {
    public MachineCaption {
        keywords = List.copyOf(keywords);
    }
}
