package io.manako.app.curate;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.FixedGallery;
import io.manako.app.task.Background;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.CollectionCount;
import io.manako.engine.store.CollectionName;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectionsViewModelTest {
    private final FixedGallery gallery = new FixedGallery();
    private final CurationHistory history = new CurationHistory();
    private final CollectionsViewModel collections =
            new CollectionsViewModel(Background.on(Runnable::run, Runnable::run), history);
    private final PhotoId first = new PhotoId(1);
    private final PhotoId second = new PhotoId(2);
    private int changes;

    @BeforeEach
    void begin() {
        collections.use(gallery);
        collections.setOnChanged(() -> changes++);
        collections.begin(List.of(first, second));
    }

    private String entries() {
        return collections.entries().stream()
                .map(entry -> entry.name() + " " + entry.photos())
                .collect(Collectors.joining(", "));
    }

    private void type(String name) {
        collections.textProperty().set(name);
        collections.commit();
    }

    @Test
    void whatIsTypedIsMadeOfThePhotosInOneStepThatCanBeTakenBack() {
        type("Trip");
        assertThat(entries()).isEqualTo("Trip 2");
        assertThat(collections.selectedProperty().get()).isEqualTo(new CollectionCount(new CollectionName("Trip"), 2));
        assertThat(collections.textProperty().get()).isEmpty();
        type("TRIP");
        assertThat(changes).as("all are in it").isEqualTo(1);

        collections.begin(List.of(first));
        assertThat(collections.canUndoProperty().get())
                .as("only what was done here")
                .isFalse();
        collections.takeOutOfSelected();
        assertThat(entries()).isEqualTo("Trip 1");
        collections.addToSelected();
        assertThat(entries()).isEqualTo("Trip 2");
        collections.undo();
        collections.undo();
        assertThat(gallery.collections().remove(new CollectionName("trip")))
                .as("in the order of before")
                .containsExactly(first, second);
        gallery.collections().put(new CollectionName("Trip"), List.of(first, second));
        history.undo();
        assertThat(entries()).isEmpty();
    }

    @Test
    void renamedAndDeletedTheyComeBack() {
        type("trip");
        type("best");
        collections.beginRenaming();
        assertThat(collections.textProperty().get()).isEqualTo("best");
        type("trip");
        assertThat(collections.messageProperty().get().key()).isEqualTo("engine.collection.taken");
        type("finest");
        assertThat(entries()).isEqualTo("finest 2, trip 2");
        assertThat(collections.renamingProperty().get()).isFalse();
        collections.delete();
        assertThat(entries()).isEqualTo("trip 2");
        collections.undo();
        collections.undo();
        assertThat(entries()).isEqualTo("best 2, trip 2");
        assertThat(changes).isEqualTo(6);
    }

    @Test
    void whatIsNoNameSaysSo() {
        type(" ");
        assertThat(collections.messageProperty().get().key()).isEqualTo("engine.collection.empty");
        collections.textProperty().set("t");
        assertThat(collections.messageProperty().get()).isNull();
    }
}
