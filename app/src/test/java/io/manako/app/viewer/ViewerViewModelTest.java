package io.manako.app.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.query.Mark;
import io.manako.app.query.Tool;
import io.manako.app.task.Background;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Polarity;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewerViewModelTest {
    private record Question(Path photo, List<Mark> marks) {}

    @TempDir
    Path folder;

    private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(Tool.BOX);
    private final List<Question> asked = new ArrayList<>();
    private final ViewerViewModel viewer = new ViewerViewModel(
            Background.on(Runnable::run, Runnable::run),
            tool,
            new SimpleDoubleProperty(0.05),
            (photo, marks) -> asked.add(new Question(photo, marks)));
    private List<GalleryPhoto> photos = List.of();

    @BeforeEach
    void threePhotos() throws IOException {
        photos = List.of(photo(1, 400, 300), photo(2, 300, 400), photo(3, 500, 100));
    }

    private GalleryPhoto photo(int number, int width, int height) throws IOException {
        Path file = folder.resolve(number + ".png");
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return new GalleryPhoto(new PhotoId(number), file);
    }

    private int place() {
        return viewer.lookProperty().get().place();
    }

    @Test
    void goesThroughTheListAndStaysAtItsEnds() {
        viewer.show(photos, 1);
        assertThat(viewer.openProperty().get()).isTrue();
        assertThat(viewer.lookProperty().get().photo()).isEqualTo(photos.get(1));
        assertThat(viewer.pictureProperty().get().width()).isEqualTo(300);
        viewer.step(1);
        assertThat(place()).isEqualTo(3);
        assertThat(viewer.pictureProperty().get().width()).isEqualTo(500);
        viewer.step(1);
        assertThat(place()).isEqualTo(3);
        viewer.first();
        viewer.step(-1);
        assertThat(place()).isEqualTo(1);
        viewer.last();
        assertThat(place()).isEqualTo(3);
        viewer.close();
        assertThat(viewer.openProperty().get()).isFalse();
        assertThat(viewer.lookProperty().get()).isNull();
        assertThat(asked).isEmpty();
    }

    @Test
    void aBoxThatIsDrawnMakesThePhotoTheQuery() {
        viewer.show(photos, 0);
        viewer.press(50, 60, 4, false);
        viewer.drag(150, 100);
        viewer.release();
        assertThat(asked)
                .containsExactly(new Question(
                        photos.get(0).path(), List.of(new Mark.Frame(50, 60, 100, 40, Polarity.POSITIVE))));
        assertThat(viewer.openProperty().get()).isFalse();
    }

    @Test
    void aClickWithTheBoxToolAndAStrokeThatIsLeftOutAskNothing() {
        viewer.show(photos, 0);
        viewer.press(50, 60, 4, false);
        viewer.release();
        viewer.press(50, 60, 4, false);
        viewer.drag(150, 100);
        viewer.cancel();
        assertThat(viewer.drawingProperty().get().isBlank()).isTrue();
        viewer.release();
        assertThat(viewer.openProperty().get()).isTrue();
        viewer.cancel();
        assertThat(viewer.openProperty().get()).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void theChosenToolDrawsAndAHandOrAnEraserDoesNot() {
        viewer.show(photos, 2);
        for (Tool without : List.of(Tool.HAND, Tool.ERASER)) {
            tool.set(without);
            viewer.press(50, 60, 4, false);
            viewer.release();
        }
        tool.set(Tool.POINT);
        viewer.press(600, 60, 4, false); // beside the photo
        viewer.release();
        assertThat(asked).isEmpty();
        viewer.press(50, 60, 4, false);
        viewer.release();
        assertThat(asked)
                .containsExactly(new Question(photos.get(2).path(), List.of(new Mark.Dot(50, 60, Polarity.POSITIVE))));
    }

    @Test
    void searchesWithoutAMark() {
        viewer.show(photos, 1);
        viewer.search();
        assertThat(asked).containsExactly(new Question(photos.get(1).path(), List.of()));
    }

    @Test
    void aPhotoThatIsGoneIsToldAndTheNextOneIsShown() throws IOException {
        Files.delete(photos.get(1).path());
        viewer.show(photos, 1);
        assertThat(viewer.messageProperty().get()).isNotNull();
        assertThat(viewer.messageProperty().get().english()).contains("2.png");
        assertThat(viewer.pictureProperty().get()).isNull();
        viewer.step(1);
        assertThat(viewer.messageProperty().get()).isNull();
        assertThat(viewer.pictureProperty().get().height()).isEqualTo(100);
    }
}
