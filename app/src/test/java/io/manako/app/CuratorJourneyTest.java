package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.query.PhotoPane;
import io.manako.engine.TagSuggestion;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.store.PhotoTag;
import io.manako.engine.store.TagName;
import java.io.IOException;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What a curator does again and again: search, tag, let the tags be learned, answer, search better. */
class CuratorJourneyTest extends EngineJourney {
    private static final int PHOTOS = 10;
    private static final TagName FOUND = new TagName("found");
    private static final TagName OTHER = new TagName("other");

    @Start
    void start(Stage stage) throws IOException {
        open(stage);
    }

    @Test
    void searchTagLearnAnswerAndSearchAgain(FxRobot robot) throws Exception {
        indexAndMark(robot, PHOTOS);
        ListView<?> grid = robot.lookup("#results-grid").queryListView();
        List<PhotoId> best = tag(robot, grid, KeyCode.HOME, KeyCode.RIGHT, FOUND);
        tag(robot, grid, KeyCode.END, KeyCode.LEFT, OTHER);
        assertThat(tagsOf(best.getFirst()).getFirst().region())
                .as("where the thing was found")
                .isNotNull();

        // The tags are learned and suggested; one suggestion is confirmed, another rejected.
        robot.press(KeyCode.SHORTCUT).type(KeyCode.J).release(KeyCode.SHORTCUT);
        until(() -> robot.lookup("#suggest-grid").tryQuery().isPresent()
                && !desktop.curation().suggestions().learningProperty().get()
                && !desktop.curation().suggestions().suggestions().isEmpty());
        robot.targetWindow(robot.lookup("#suggest-grid").query().getScene().getWindow());
        assertThat(text(robot, "#suggest-message")).isEqualTo("Tags learned: 2, from 6 photos.");
        assertThat(robot.lookup("#suggest-undo").queryButton().isDisabled())
                .as("the tags were not given here")
                .isTrue();
        assertThat(text(robot, "#suggest-why")).contains("learned from 3 photos");
        TagSuggestion right = desktop.curation().suggestions().suggestions().get(0);
        TagSuggestion wrong = desktop.curation().suggestions().suggestions().get(1);
        robot.type(KeyCode.ENTER);
        until(() -> tagsOf(right.photo()).stream().anyMatch(tag -> tag.tag().equals(right.tag())));
        robot.type(KeyCode.DELETE);
        until(() -> desktop.notices().nowProperty().get().text().equals(Message.of("hit.tag-refused", 1)));
        assertThat(desktop.curation().suggestions().suggestions()).doesNotContain(right, wrong);
        // The rejection is taken back, and the suggestion is there again; then it is given by its button.
        robot.press(KeyCode.SHORTCUT).type(KeyCode.Z).release(KeyCode.SHORTCUT);
        until(() -> desktop.curation().suggestions().suggestions().contains(wrong));
        robot.type(KeyCode.HOME).clickOn("#suggest-reject");
        until(() -> !desktop.curation().suggestions().suggestions().contains(wrong));
        robot.type(KeyCode.F5);
        until(() -> !desktop.curation().suggestions().learningProperty().get()
                && text(robot, "#suggest-message").matches("Tags learned: 2, from [78] photos."));
        assertThat(desktop.curation().suggestions().suggestions())
                .noneMatch(one -> one.photo().equals(wrong.photo()) && one.tag().equals(wrong.tag()));
        robot.type(KeyCode.ESCAPE);
        until(() -> robot.lookup("#suggest-dialog").tryQuery().isEmpty());
        robot.targetWindow(grid.getScene().getWindow());

        // Where the tags are stands in the large photo.
        robot.interact(grid::requestFocus);
        robot.type(KeyCode.HOME).type(KeyCode.F11);
        PhotoPane photo = robot.lookup("#viewer-photo").queryAs(PhotoPane.class);
        until(() ->
                photo.viewport().photoWidth() > 1 && !tagsOf(best.getFirst()).isEmpty());
        Image marked = snapshot(robot, photo);
        robot.type(KeyCode.G);
        assertThat(robot.lookup("#viewer-places").queryAs(ToggleButton.class).isSelected())
                .isFalse();
        assertThat(differ(marked, snapshot(robot, photo))).isTrue();
        robot.type(KeyCode.G);
        assertThat(differ(marked, snapshot(robot, photo))).isFalse();
        robot.type(KeyCode.ESCAPE);

        // More like the best hit, and the tag's name as a word: both have a say.
        robot.interact(grid::requestFocus);
        robot.type(KeyCode.HOME).type(KeyCode.U);
        until(() -> answered().judgements().size() == 1);
        robot.press(KeyCode.SHORTCUT).type(KeyCode.K).release(KeyCode.SHORTCUT);
        robot.write("found").type(KeyCode.ENTER);
        until(() -> answered().words().equals("found"));
        assertThat(answered().judgements()).hasSize(1);
        assertThat(answered().prompts()).hasSize(1);
        Hit first = desktop.results().hits().getFirst();
        assertThat(tagsOf(first.id())).extracting(PhotoTag::tag).contains(FOUND);
        assertThat(first.blend().words().words()).containsExactly("found");
    }

    /** Tags three hits, from one end of the results on. */
    private List<PhotoId> tag(FxRobot robot, ListView<?> grid, KeyCode end, KeyCode on, TagName name) throws Exception {
        robot.interact(grid::requestFocus);
        robot.type(end).press(KeyCode.SHIFT).type(on, 2).release(KeyCode.SHIFT);
        List<PhotoId> chosen = desktop.results().chosen().stream().map(Hit::id).toList();
        assertThat(chosen).hasSize(3);
        robot.press(KeyCode.SHORTCUT).type(KeyCode.T).release(KeyCode.SHORTCUT);
        until(() -> robot.lookup("#tag-name").tryQuery().isPresent());
        robot.targetWindow(robot.lookup("#tag-name").query().getScene().getWindow());
        robot.write(name.text()).type(KeyCode.ENTER);
        until(() -> chosen.stream()
                .allMatch(photo -> desktop.curation().tags().of(photo).equals(List.of(name))));
        robot.type(KeyCode.ESCAPE);
        until(() -> robot.lookup("#tag-dialog").tryQuery().isEmpty());
        robot.targetWindow(grid.getScene().getWindow());
        return chosen;
    }

    private List<PhotoTag> tagsOf(PhotoId photo) {
        return desktop.galleryProperty().get().tagsOf(List.of(photo)).getOrDefault(photo, List.of());
    }

    private SearchRequest answered() {
        return desktop.query().answerProperty().get().request();
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Labeled.class).getText();
    }

    private static Image snapshot(FxRobot robot, Node node) {
        WritableImage[] taken = new WritableImage[1];
        robot.interact(() -> taken[0] = node.snapshot(null, null));
        return taken[0];
    }

    private static boolean differ(Image a, Image b) {
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                if (a.getPixelReader().getArgb(x, y) != b.getPixelReader().getArgb(x, y)) {
                    return true;
                }
            }
        }
        return false;
    }
}
