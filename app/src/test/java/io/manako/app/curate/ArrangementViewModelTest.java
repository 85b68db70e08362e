package io.manako.app.curate;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.FixedGallery;
import io.manako.app.task.Background;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagColour;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrangementViewModelTest {
    private static final TagName LAMP = new TagName("lamp");
    private static final TagName DESK_LAMP = new TagName("desk lamp");

    private final FixedGallery gallery = new FixedGallery();
    private final CurationHistory history = new CurationHistory();
    private final ArrangementViewModel arrangement =
            new ArrangementViewModel(Background.on(Runnable::run, Runnable::run), history);
    private int changes;

    @BeforeEach
    void twoTags() {
        gallery.apply(TagEdit.of(List.of(new PhotoId(1)), List.of(LAMP, DESK_LAMP), List.of()));
        arrangement.use(gallery);
        arrangement.setOnChanged(() -> changes++);
    }

    private Tag tag(TagName name) {
        return gallery.tag(name).orElseThrow();
    }

    @Test
    void aTagIsPutBelowAnotherAndBackInOneStepEach() {
        arrangement.editedProperty().set(tag(DESK_LAMP));
        arrangement.placeEdited("Lamp");
        assertThat(tag(DESK_LAMP).parent()).isEqualTo(new TagName("Lamp"));
        assertThat(arrangement.editedProperty().get()).isEqualTo(tag(DESK_LAMP));
        arrangement.placeEdited(" ");
        assertThat(tag(DESK_LAMP).parent()).isNull();
        history.undo();
        assertThat(tag(DESK_LAMP).parent()).isEqualTo(new TagName("Lamp"));
        history.undo();
        assertThat(tag(DESK_LAMP).parent()).isNull();
        assertThat(changes).isEqualTo(4);
        assertThat(arrangement.messageProperty().get()).isNull();
    }

    @Test
    void aCycleIsASentenceAndNoStep() {
        arrangement.place(tag(DESK_LAMP), LAMP);
        arrangement.place(tag(LAMP), DESK_LAMP);
        assertThat(arrangement.messageProperty().get()).isEqualTo(Message.of("engine.tag.cycle", LAMP, DESK_LAMP));
        assertThat(tag(LAMP).parent()).isNull();
        assertThat(changes).isEqualTo(1);
    }

    @Test
    void aColourIsGivenAndTakenBack() {
        arrangement.colour(tag(LAMP), TagColour.BLUE);
        arrangement.colour(tag(LAMP), TagColour.ORANGE);
        assertThat(tag(LAMP).colour()).isEqualTo(TagColour.ORANGE);
        history.undo();
        assertThat(tag(LAMP).colour()).isEqualTo(TagColour.BLUE);
        history.undo();
        assertThat(tag(LAMP).colour()).isNull();
    }

    @Test
    void otherNamesComeAndGo() {
        arrangement.editedProperty().set(tag(LAMP));
        arrangement.addAlias("ランプ");
        assertThat(arrangement.aliases()).containsExactly(new TagName("ランプ"));
        arrangement.removeAlias(new TagName("ランプ"));
        assertThat(arrangement.aliases()).isEmpty();
        history.undo();
        assertThat(arrangement.aliases()).containsExactly(new TagName("ランプ"));
        arrangement.editedProperty().set(null);
        assertThat(arrangement.aliases()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0007b", "LONG"})
    void whatIsNoNameIsASentence(String typed) {
        arrangement.editedProperty().set(tag(LAMP));
        arrangement.addAlias(typed.equals("LONG") ? "x".repeat(10_000) : typed);
        assertThat(arrangement.messageProperty().get()).isNotNull();
        assertThat(arrangement.aliases()).isEmpty();
        assertThat(changes).isZero();
    }
}
