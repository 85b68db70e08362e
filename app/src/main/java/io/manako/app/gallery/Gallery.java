package io.manako.app.gallery;

import io.manako.engine.Facets;
import io.manako.engine.filter.Filter;
import io.manako.engine.labels.LabelException;
import io.manako.engine.lexical.caption.CaptionRun;
import io.manako.engine.lexical.caption.CaptionSettings;
import io.manako.engine.library.SidecarExport;
import io.manako.engine.message.Message;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.metadata.SidecarName;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.UnreadablePhotoException;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.store.DescriptorUse;
import io.manako.engine.store.MachineCaption;
import io.manako.engine.store.PhotoTag;
import io.manako.engine.store.Rating;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import io.manako.engine.vit.ModelInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The engine as the desktop sees it: a library opened with a model. View models speak to this, so that their tests need
 * no network. Thread-safe; every call blocks and belongs off the UI thread.
 */
public interface Gallery extends PhotoShelf, AutoCloseable {
    /** The model that answers at this moment. Returns at once. */
    ModelInfo model();

    /**
     * Has another model describe the photos while the one at hand goes on answering. When it has described all whose files
     * are there it answers, and the run ends without being cancelled; a run that is cancelled changes nothing, and the next
     * one goes on where it was. Query photos that are open go on working; {@link QuerySession#again} shows what the other
     * model makes of them.
     *
     * @param model name of a model that is at hand and is not the one that answers
     * @throws IOException with a whole sentence if it cannot be used
     */
    IndexRun switchTo(String model, ProgressListener listener) throws IOException;

    /** What the descriptors of each model take on the disk. */
    List<DescriptorUse> descriptorUse();

    /**
     * Deletes the descriptors of a model that are not in use.
     *
     * @return bytes that are free now
     * @throws io.manako.engine.store.StoreException if the library cannot be written
     */
    long dropDescriptors(String model);

    /** Whether the library can be searched but not indexed, since it cannot be written. */
    boolean readOnly();

    /** What happened to the library's files that its user should know; mostly none. */
    List<Message> notices();

    /**
     * Says where a folder of the library lies now. Not while indexing goes on.
     *
     * @throws IllegalArgumentException if it cannot be that folder; the message is for the user
     */
    void relocate(Path folder, Path to);

    /** Takes one of the folders out; what is known of its photos stays for when it is added again. */
    void removeFolder(Path folder);

    /** Folders that are being watched. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        /** Tells nothing more. */
        @Override
        void close();
    }

    /**
     * Watches folders and all below them. Returns at once; both consumers are called on a thread of the watch.
     *
     * @param changed given folders that are to be looked through
     * @param limited told if not all folders can be watched
     */
    Watch watch(List<Path> folders, Consumer<Set<Path>> changed, Consumer<Message> limited);

    IndexRun index(List<Path> folders, ProgressListener listener);

    QuerySession open(Path file) throws UnreadablePhotoException;

    /** Ranks the photos by the request's words alone. */
    SearchResult search(SearchRequest request);

    /** The one window that matched a hit best, in pixels of its photo. */
    Box window(Hit hit);

    /** What is on photos, each photo's tags in the order of their names; photos without tags are left out. */
    Map<PhotoId, List<PhotoTag>> tagsOf(Collection<PhotoId> photos);

    /** Tags whose names begin with a text, whatever its case, in the order of the names. */
    List<Tag> tagsStartingWith(String text, int limit);

    /**
     * Changes the tags of photos, all or nothing.
     *
     * @return what has changed
     * @throws io.manako.engine.store.StoreException if the library cannot be written
     */
    TagEdit apply(TagEdit edit);

    /** The tag of a name or of another name that it has, if there is one. */
    Optional<Tag> tag(TagName name);

    /**
     * The tag of a name or of another name that it has, for a search to learn from the photos with it.
     *
     * @throws IllegalArgumentException if there is no such tag, or no photo with it can be found; the message is for the user
     */
    Tag tagToLearnFrom(TagName name);

    /**
     * Gives a tag another name everywhere; where that is another tag's the two become one.
     *
     * @throws IllegalArgumentException if there is no such tag; the message is for the user
     * @throws io.manako.engine.store.StoreException if the library cannot be written
     */
    void rename(TagName from, TagName to);

    /** How tags hang together and look. */
    TagArrangement arrangement();

    /**
     * Learns the tags from the photos that have some.
     *
     * @throws LabelException if nothing can be learned yet; the message says why and what to do
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    TagSuggester learnTags(ProgressListener listener, CancellationToken cancellation) throws LabelException;

    /**
     * Counts tags, years, cameras and stars of photos.
     *
     * @param folder only photos in this folder and below, or null for all
     */
    Facets facets(@Nullable Path folder, Filter filter);

    /** Photos that a filter lets through. */
    Set<PhotoId> passing(Filter filter);

    /** The stars of photos; those that have none are left out. */
    Map<PhotoId, Integer> starsOf(Collection<PhotoId> photos);

    /**
     * Changes what the user says of photos, all or nothing.
     *
     * @return what the user said before, of those photos where that was something else
     * @throws io.manako.engine.store.StoreException if the library cannot be written
     */
    List<Rating> rate(List<Rating> ratings);

    /**
     * Writes tags and stars into XMP files beside photos; what has failed is told in the outcome.
     *
     * @throws java.util.concurrent.CancellationException if cancelled; the files that were written stay
     */
    SidecarExport.Outcome writeSidecars(
            Collection<PhotoId> photos, SidecarName name, ProgressListener listener, CancellationToken cancellation);

    /** What its files say of a photo. */
    PhotoMetadata metadata(PhotoId photo);

    /** What a language model said of a photo. */
    Optional<MachineCaption> machineCaption(PhotoId photo);

    /** The words that photos are found by. */
    WordNotes wordNotes();

    /** Sets of photos that the user picked by hand. */
    CollectionShelf collections();

    /** A run that has captions of the photos written, not begun yet. Returns at once. */
    CaptionRun captions(CaptionSettings settings);

    /** The searches that are kept under names. */
    SearchShelf searches();

    /** Whether a file is one of the library's photos, or a copy of one: then it must never be written. */
    boolean isPhoto(Path file);

    /** Stops what runs and loses nothing that is finished. */
    @Override
    void close();
}
