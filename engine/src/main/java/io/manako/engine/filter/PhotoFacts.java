package io.manako.engine.filter;

import io.manako.engine.photo.PhotoId;
import java.time.LocalDate;
import java.util.Set;

/** What a library knows of its photos. Texts are compared without case; any text is taken. */
public interface PhotoFacts {
    /** Photos with a tag or one below it. */
    Set<PhotoId> tagged(String text, boolean prefix);

    /**
     * Photos somewhere below a folder.
     *
     * @param text an absolute path, a folder's name, or names one in the other such as {@code holidays/2024}
     * @param prefix whether the last name may go on
     */
    Set<PhotoId> in(String text, boolean prefix);

    /** Photos in a collection, or in all whose names begin so. */
    Set<PhotoId> collected(String text, boolean prefix);

    /** Photos taken on the day {@code from} or later, and before {@code until}; those without a date never are. */
    Set<PhotoId> taken(LocalDate from, LocalDate until);

    /**
     * Photos taken by a camera.
     *
     * @param text words side by side in the camera's name, such as {@code canon} or {@code eos 80d}
     * @param prefix whether the last word may go on
     */
    Set<PhotoId> takenBy(String text, boolean prefix);

    /** Photos with at least {@code least} and at most {@code most} stars, those that have none counted as 0. */
    Set<PhotoId> rated(int least, int most);
}
