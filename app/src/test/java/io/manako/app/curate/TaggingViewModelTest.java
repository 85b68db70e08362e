package io.manako.app.curate;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.FixedGallery;
import io.manako.app.task.Background;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Hit;
import io.manako.engine.store.PhotoRegion;
import io.manako.engine.store.PhotoTag;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaggingViewModelTest {
    private final FixedGallery gallery = new FixedGallery();
    private final List<Message> told = new ArrayList<>();
    private final List<Exception> failures = new ArrayList<>();
    private final CurationHistory history = new CurationHistory();
    private final TagsViewModel tags =
            new TagsViewModel(Background.on(Runnable::run, Runnable::run), history, told::add, failures::add);
    private final TaggingViewModel tagging = new TaggingViewModel(tags);
    private final Hit first = hit(1);
    private final Hit second = hit(2);
    private int changes;

    private static Hit hit(long id) {
        return new Hit(1, new PhotoId(id), Path.of("/p", id + ".jpg"), 0.5f, new Box(-10, 15, 50, 30), 0, 80, 60);
    }

    @BeforeEach
    void openTheGallery() {
        tags.use(gallery);
        tags.setOnChanged(() -> changes++);
        tags.show(List.of(first.id(), second.id()));
    }

    private void type(String name) {
        tagging.textProperty().set(name);
        tagging.add();
    }

    private static TagName tag(String name) {
        return new TagName(name);
    }

    @Test
    void whatIsTypedIsPutOnAllHitsInOneStepThatCanBeTakenBack() {
        tagging.begin(List.of(first, second), false);
        type("lamp");
        type("赤い");
        assertThat(tags.of(first.id())).containsExactly(tag("lamp"), tag("赤い"));
        assertThat(tags.of(second.id())).containsExactly(tag("lamp"), tag("赤い"));
        assertThat(tagging.textProperty().get()).isEmpty();
        assertThat(told.getFirst()).isEqualTo(Message.of("hit.tagged", 2, 0));
        assertThat(changes).isEqualTo(2);

        history.undo();
        assertThat(tags.of(second.id())).containsExactly(tag("lamp"));
        history.undo();
        assertThat(tags.of(first.id())).isEmpty();
        assertThat(history.canUndoProperty().get()).isFalse();
    }

    @Test
    void whatTheHitsBearIsShownWithTheirNumberAndTakenOff() {
        tagging.begin(List.of(first), false);
        type("lamp");
        tagging.begin(List.of(first, second), false);
        assertThat(tagging.borne()).containsExactly(new TaggingViewModel.Borne(tag("lamp"), 1, false));

        tagging.remove(tag("LAMP"));
        assertThat(tagging.borne()).isEmpty();
        history.undo();
        assertThat(tagging.borne()).containsExactly(new TaggingViewModel.Borne(tag("lamp"), 1, false));
        assertThat(tags.of(second.id())).isEmpty();
    }

    @Test
    void keywordsOfFilesAreToldFromTagsThatSomebodyGave() {
        gallery.apply(new TagEdit(
                List.of(new PhotoTag(first.id(), tag("lamp"), null, Instant.EPOCH, PhotoTag.Origin.FILE)), List.of()));
        tags.refresh();
        tagging.begin(List.of(first), false);
        assertThat(tagging.borne()).containsExactly(new TaggingViewModel.Borne(tag("lamp"), 1, true));
        tagging.begin(List.of(first, second), false);
        tagging.add(tag("lamp"));
        assertThat(tagging.borne())
                .as("of one file, and given to the other")
                .containsExactly(new TaggingViewModel.Borne(tag("lamp"), 2, false));
    }

    @Test
    void aTagIsRenamedEverywhereAndThatCanBeTakenBack() {
        tagging.begin(List.of(first, second), false);
        type("lmap");
        tagging.rename(tag("lmap"), "lamp", (other, merge) -> {
            throw new AssertionError("there is no other");
        });
        assertThat(tags.of(second.id())).containsExactly(tag("lamp"));
        assertThat(tagging.borne()).containsExactly(new TaggingViewModel.Borne(tag("lamp"), 2, false));
        history.undo();
        assertThat(tags.of(second.id())).containsExactly(tag("lmap"));

        tagging.rename(tag("lmap"), " ", (other, merge) -> merge.run());
        assertThat(tagging.messageProperty().get()).isEqualTo(Message.of("engine.tag.empty"));
    }

    @Test
    void twoTagsBecomeOneOnlyWhereThatIsWanted() {
        tagging.begin(List.of(first), false);
        type("light");
        type("lamp");
        tagging.rename(tag("light"), "LAMP", (other, merge) -> {});
        assertThat(tags.of(first.id())).containsExactly(tag("lamp"), tag("light"));
        tagging.rename(tag("light"), "LAMP", (other, merge) -> merge.run());
        assertThat(tags.of(first.id())).containsExactly(tag("lamp"));
        history.undo();
        assertThat(tags.of(first.id()))
                .as("what came before that is taken back")
                .doesNotContain(tag("lamp"));
    }

    @Test
    void aTagThatIsThereAlreadyIsNoStep() {
        tagging.begin(List.of(first), false);
        type("lamp");
        type("Lamp");
        assertThat(told).hasSize(1);
        history.undo();
        assertThat(history.canUndoProperty().get()).isFalse();
        assertThat(tags.of(first.id())).isEmpty();
    }

    @Test
    void knownTagsThatBeginSoAreOffered() {
        tagging.begin(List.of(first), false);
        type("lamp");
        type("Lantern");
        type("chair");
        tagging.textProperty().set("LA");
        assertThat(tagging.completions()).extracting(tag -> tag.name().text()).containsExactly("lamp", "Lantern");
        tagging.end();
        assertThat(tagging.completions()).isEmpty();
    }

    @Test
    void aTagOfAMarkedThingKeepsThePlaceWhereItWasFound() {
        tagging.begin(List.of(first), true);
        type("lamp");
        tagging.begin(List.of(second), false);
        type("lamp");
        assertThat(gallery.tagsOf(List.of(first.id())).get(first.id()))
                .extracting(PhotoTag::region)
                .containsExactly(new PhotoRegion(0, 0.25f, 0.5f, 0.5f));
        assertThat(gallery.tagsOf(List.of(second.id())).get(second.id()))
                .extracting(PhotoTag::region)
                .containsOnlyNulls();
    }

    @Test
    void whatIsNoNameSaysWhyAndIsNotPutOn() {
        tagging.begin(List.of(first), false);
        type("x".repeat(10_000));
        assertThat(tagging.messageProperty().get()).isEqualTo(Message.of("engine.tag.long", 200, 10_000));
        assertThat(tags.of(first.id())).isEmpty();
        tagging.textProperty().set("  ");
        assertThat(tagging.messageProperty().get()).isNull();
        assertThat(tagging.add()).as("nothing was typed").isFalse();
    }

    @Test
    void aLibraryThatCannotBeWrittenSaysSo() {
        gallery.readOnly = true;
        tagging.begin(List.of(first), false);
        type("lamp");
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("open for reading only"));
        assertThat(tags.of(first.id())).isEmpty();
        assertThat(changes).isZero();
    }
}
