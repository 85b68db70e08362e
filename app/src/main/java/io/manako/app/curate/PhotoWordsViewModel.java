package io.manako.app.curate;

import io.manako.app.gallery.Gallery;
import io.manako.app.gallery.WordNotes;
import io.manako.app.settings.Failures;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.engine.PhotoDocument;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.WordException;
import io.manako.engine.store.WordMark;
import io.manako.engine.store.WordMark.Kind;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** The words that one photo is found by, and their changes, each a step that can be taken back. For the UI thread. */
public final class PhotoWordsViewModel {
    private record Changed(List<WordMark> before, PhotoDocument document) {}

    private final Background background;
    private final Steps steps;
    private final ReadOnlyObjectWrapper<PhotoDocument> document = new ReadOnlyObjectWrapper<>(PhotoDocument.EMPTY);
    private final ReadOnlyObjectWrapper<@Nullable Message> message = new ReadOnlyObjectWrapper<>();
    private final StringProperty text = new SimpleStringProperty("");
    private @Nullable Gallery gallery;
    private @Nullable PhotoId photo;
    private Runnable onChanged = () -> {};

    /** @param history takes the way back */
    public PhotoWordsViewModel(Background background, CurationHistory history) {
        this.background = background;
        this.steps = new Steps(history);
        text.addListener(observable -> message.set(null));
    }

    /** The gallery of the photos from now on. */
    public void use(Gallery opened) {
        gallery = opened;
    }

    /** Called after every change. */
    public void setOnChanged(Runnable work) {
        onChanged = work;
    }

    /** Begins with another photo. */
    public void begin(PhotoId other) {
        photo = other;
        steps.restart();
        text.set("");
        document.set(PhotoDocument.EMPTY);
        message.set(null);
        with(notes -> new Changed(List.of(), notes.of(other)), other, changed -> {});
    }

    /** No photo is looked at any more. */
    public void end() {
        photo = null;
    }

    /** Adds what is typed, and says whether anything was. */
    boolean addTyped() {
        return withTyped(Kind.ADDED);
    }

    /** Takes out what is typed, and says whether anything was. */
    boolean takeOutTyped() {
        return withTyped(Kind.TAKEN_OUT);
    }

    private boolean withTyped(Kind kind) {
        boolean typed = !text.get().isBlank();
        if (typed && say(text.get(), kind)) {
            text.set("");
        }
        return typed;
    }

    /** Takes a word out of what is written of the photo. */
    void takeOut(String word) {
        say(word, Kind.TAKEN_OUT);
    }

    /** Takes back what was said of a word. */
    void forget(String word) {
        say(word, Kind.NONE);
    }

    /** @return whether that is a word */
    private boolean say(String word, Kind kind) {
        PhotoId of = photo;
        if (of == null) {
            return false;
        }
        try {
            apply(
                    of,
                    List.of(new WordMark(of, word, kind)),
                    before -> steps.push(() -> apply(of, before, undone -> {})));
            return true;
        } catch (WordException e) {
            message.set(e.wording());
            return false;
        }
    }

    private void apply(PhotoId of, List<WordMark> marks, Consumer<List<WordMark>> done) {
        message.set(null);
        with(notes -> new Changed(notes.apply(marks), notes.of(of)), of, changed -> {
            if (!changed.before().isEmpty()) {
                done.accept(changed.before());
                onChanged.run();
            }
        });
    }

    /** What is done with the words of photos, off the UI thread. */
    @FunctionalInterface
    private interface Work {
        Changed on(WordNotes notes);
    }

    private void with(Work work, PhotoId of, Consumer<Changed> done) {
        Gallery from = gallery;
        if (from == null) {
            return;
        }
        background.run(
                Lane.QUERY, // one after the other, and before the search that follows
                () -> work.on(from.wordNotes()),
                changed -> {
                    if (of.equals(photo)) {
                        document.set(changed.document());
                    }
                    done.accept(changed);
                },
                failure -> message.set(Failures.message(failure)));
    }

    /** Takes back the last change that was made since this photo is looked at. */
    void undo() {
        steps.undo();
    }

    ReadOnlyBooleanProperty canUndoProperty() {
        return steps.canUndoProperty();
    }

    /** What is typed: a word, or words that belong together. */
    public StringProperty textProperty() {
        return text;
    }

    /** Why the last word was not taken, or null. */
    public ReadOnlyObjectProperty<@Nullable Message> messageProperty() {
        return message.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<PhotoDocument> documentProperty() {
        return document.getReadOnlyProperty();
    }
}
