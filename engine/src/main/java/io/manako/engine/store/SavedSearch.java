package io.manako.engine.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A search under a name, as it is stored.
 *
 * @param question what is asked; a text that the store does not look into
 * @param picture the query photo as the content of a JPEG file, or null where words alone are asked for; never written
 * @param seen the bits of a {@link java.util.BitSet}, one for each photo, by its id, that was in the library when the hits
 *     were last looked at; never written
 * @param looked when that was
 */
public record SavedSearch(
        SearchName name, String question, byte @Nullable [] picture, byte[] seen, Instant saved, Instant looked) {}
