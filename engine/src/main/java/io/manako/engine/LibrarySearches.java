package io.manako.engine;

import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.saved.Question;
import io.manako.engine.saved.QuestionJson;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.PhotoRow;
import io.manako.engine.store.SavedSearch;
import io.manako.engine.store.SavedSearchException;
import io.manako.engine.store.SavedSearches;
import io.manako.engine.store.SearchName;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The searches of a library that its user keeps under names. One keeps a copy of its query photo, so it can be asked again
 * wherever the photo is, and knows which photos were in the library when its hits were last looked at. Thread-safe.
 */
public final class LibrarySearches {
    /** Of the copy: nothing that a model sees is lost. */
    private static final int JPEG_QUALITY = 95;

    private final PhotoLibrary library;
    private final Catalogue catalogue;
    private final SavedSearches rows;
    private final ModelInUse model;

    LibrarySearches(PhotoLibrary library, Catalogue catalogue, ModelInUse model) {
        this.library = library;
        this.catalogue = catalogue;
        this.rows = catalogue.searches();
        this.model = model;
    }

    /** All, in the order of their names. */
    public List<SavedSearches.Entry> all() {
        return rows.all();
    }

    /**
     * What a saved search asks.
     *
     * @throws SavedSearchException if that cannot be read any more
     */
    public static Question question(SavedSearches.Entry search) {
        return question(search.name(), search.question());
    }

    private static Question question(SearchName name, String text) {
        try {
            return QuestionJson.read(text);
        } catch (IllegalArgumentException e) {
            throw new SavedSearchException(Message.of("engine.saved.broken", name), e);
        }
    }

    /**
     * Keeps a search; its hits count as looked at.
     *
     * @param photo what is asked with, or null where words alone are
     * @param request of which the limit says how many hits count as matches
     * @throws SavedSearchException if another search is called so
     * @throws io.manako.engine.store.StoreException if the library cannot be written
     */
    public void save(SearchName name, @Nullable QueryPhoto photo, SearchRequest request) {
        Question question = new Question(
                photo == null ? null : asked(photo),
                request,
                model.info().name(),
                model.info().fingerprint());
        Instant now = now();
        rows.add(new SavedSearch(
                name,
                QuestionJson.write(question),
                photo == null ? null : PictureWriter.jpeg(photo.picture(), JPEG_QUALITY),
                withAll(new BitSet()).toByteArray(),
                now,
                now));
    }

    private Question.AskedPhoto asked(QueryPhoto photo) {
        return new Question.AskedPhoto(
                photo.path(), library.find(photo.path()).orElse(null), photo.width(), photo.height());
    }

    /**
     * Makes a saved search ready to be asked again. Decodes and encodes its picture: keep it off the UI thread. The caller
     * closes it.
     *
     * @throws SavedSearchException if there is none, or it cannot be read any more
     */
    public ReopenedSearch open(SearchName name) {
        SavedSearch row = rows.find(name);
        Question question = question(row.name(), row.question());
        BitSet seen = BitSet.valueOf(row.seen());
        SearchRequest request = question.request();
        Optional<Message> notice = Optional.empty();
        if (question.isOfOther(model.info())) {
            String key = request.overrides().isEmpty() ? "engine.saved.other-model" : "engine.saved.other-heads";
            notice = Optional.of(
                    Message.of(key, row.name(), question.model(), model.info().name()));
            request = withoutHeads(request);
        }
        return new ReopenedSearch(row.name(), library, photo(row, question), request, notice, seen, row.looked());
    }

    private static SearchRequest withoutHeads(SearchRequest request) {
        return new SearchRequest(
                request.prompts(),
                Map.of(),
                request.limit(),
                request.folder(),
                request.filter(),
                request.judgements(),
                request.closeUp(),
                request.words());
    }

    private @Nullable QueryPhoto photo(SavedSearch row, Question question) {
        Question.AskedPhoto photo = question.photo();
        if (photo == null) {
            return null;
        }
        byte[] picture = row.picture();
        if (picture == null) {
            throw new SavedSearchException(Message.of("engine.saved.broken", row.name()));
        }
        try {
            Path present = present(photo);
            Optional<Raster> original = original(present, picture);
            Raster asked = original.isPresent() ? original.get() : PhotoDecoder.decode(picture, 0);
            return model.use(encoder -> QueryPhoto.of(present, photo.width(), photo.height(), asked, encoder));
        } catch (UnreadablePhotoException e) {
            throw new SavedSearchException(Message.of("engine.saved.broken", row.name()), e);
        }
    }

    /**
     * The picture of the photo itself, by which the ranking is that of the first time to the last digit, where its file is
     * there and still shows what was asked with: it would be copied byte for byte as it was then.
     */
    private static Optional<Raster> original(Path file, byte[] copy) {
        try {
            Raster picture = QueryPhoto.picture(PhotoDecoder.read(file));
            return Arrays.equals(PictureWriter.jpeg(picture, JPEG_QUALITY), copy)
                    ? Optional.of(picture)
                    : Optional.empty();
        } catch (UnreadablePhotoException e) {
            return Optional.empty(); // gone, or not now
        }
    }

    /** Where the photo lies now, by which the search knows that it is no hit of itself. */
    private Path present(Question.AskedPhoto photo) {
        PhotoId id = photo.id();
        return id == null
                ? photo.path()
                : catalogue.photo(id).map(PhotoRow::path).orElse(photo.path());
    }

    /**
     * How many of the best hits of a search, as many as its limit says, were not in the library when they were last looked
     * at, weak matches left out where it is known which are. Asks again where there are such photos at all: keep it off the UI thread.
     *
     * @throws SavedSearchException if there is none, or it cannot be read any more
     */
    public int countNew(SearchName name) {
        BitSet seen = BitSet.valueOf(rows.find(name).seen());
        if (library.gallery().photos().stream().allMatch(photo -> ReopenedSearch.contains(seen, photo.id()))) {
            return 0;
        }
        try (ReopenedSearch search = open(name)) {
            return search.countNew(search.search());
        }
    }

    /**
     * Notes that the hits of a search were looked at: every photo that can be found now is an old one from now on.
     *
     * @throws io.manako.engine.store.StoreException if the library cannot be written
     */
    public void looked(SearchName name) {
        rows.look(name, withAll(BitSet.valueOf(rows.find(name).seen())).toByteArray(), now());
    }

    private BitSet withAll(BitSet seen) {
        for (GalleryPhoto photo : library.gallery().photos()) {
            seen.set(Math.toIntExact(photo.id().value()));
        }
        return seen;
    }

    /** As the database keeps it. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Gives a search another name.
     *
     * @throws SavedSearchException if there is none, or another one is called so
     */
    public void rename(SearchName from, SearchName to) {
        rows.rename(from, to);
    }

    /**
     * Forgets a search.
     *
     * @return what {@link #restore} takes back
     * @throws SavedSearchException if there is none
     */
    public SavedSearch delete(SearchName name) {
        SavedSearch row = rows.find(name);
        rows.remove(name);
        return row;
    }

    /**
     * Keeps a search again as it was when it was deleted.
     *
     * @throws SavedSearchException if another one is called so by now
     */
    public void restore(SavedSearch deleted) {
        rows.add(deleted);
    }
}
