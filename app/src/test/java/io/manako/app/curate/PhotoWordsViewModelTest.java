package io.manako.app.curate;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.FixedGallery;
import io.manako.app.task.Background;
import io.manako.engine.PhotoDocument.Passage;
import io.manako.engine.lexical.TextWord;
import io.manako.engine.photo.PhotoId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PhotoWordsViewModelTest {
    private final FixedGallery gallery = new FixedGallery();
    private final CurationHistory history = new CurationHistory();
    private final PhotoWordsViewModel words =
            new PhotoWordsViewModel(Background.on(Runnable::run, Runnable::run), history);
    private final PhotoId photo = new PhotoId(1);
    private final PhotoId other = new PhotoId(2);
    private int changes;

    @BeforeEach
    void lookAtAPhoto() {
        gallery.notes.captions.put(photo, "A red chair");
        words.use(gallery);
        words.setOnChanged(() -> changes++);
        words.begin(photo);
    }

    /** The words that the photo is found by. */
    private String found() {
        return words.documentProperty().get().passages().stream()
                .map(Passage::words)
                .flatMap(List::stream)
                .filter(TextWord::found)
                .map(TextWord::text)
                .collect(Collectors.joining(" "));
    }

    private void type(String text) {
        words.textProperty().set(text);
    }

    @Test
    void wordsAreAddedAndTakenOutEachAStepThatCanBeTakenBack() {
        assertThat(found()).isEqualTo("A red chair");
        type("lamp");
        assertThat(words.addTyped()).isTrue();
        assertThat(words.textProperty().get()).isEmpty();
        words.takeOut("chair");
        type("red");
        assertThat(words.takeOutTyped()).isTrue();
        assertThat(found()).isEqualTo("lamp A");
        assertThat(words.documentProperty().get().takenOut()).containsExactlyInAnyOrder("chair", "red");
        words.forget("lamp");
        assertThat(found()).isEqualTo("A");
        assertThat(changes).isEqualTo(4);

        words.undo();
        assertThat(found()).isEqualTo("lamp A");
        words.undo();
        words.undo();
        words.undo();
        assertThat(found()).isEqualTo("A red chair");
        assertThat(words.canUndoProperty().get()).isFalse();
        assertThat(changes).isEqualTo(8);
    }

    @Test
    void nothingTypedAndWhatIsSaidAlreadyAreNoStep() {
        assertThat(words.addTyped()).isFalse();
        words.takeOut("chair");
        words.takeOut("chair");
        assertThat(changes).isEqualTo(1);
        words.undo();
        assertThat(words.canUndoProperty().get()).isFalse();
    }

    @Test
    void whatIsNoWordSaysSoAndStaysToBeMended() {
        type("x".repeat(201));
        assertThat(words.addTyped()).isTrue();
        assertThat(words.messageProperty().get().key()).isEqualTo("engine.word.long");
        assertThat(words.textProperty().get()).hasSize(201);
        type("lamp");
        assertThat(words.messageProperty().get()).isNull();
    }

    @Test
    void anotherPhotoHasItsOwnWordsAndOnlyItsOwnStepsAreTakenBackHere() {
        words.takeOut("chair");
        words.end();
        words.begin(other);
        assertThat(found()).isEmpty();
        assertThat(words.canUndoProperty().get()).isFalse();
        history.undo();
        assertThat(found()).as("of the other").isEmpty();
        words.begin(photo);
        assertThat(found()).isEqualTo("A red chair");
    }
}
