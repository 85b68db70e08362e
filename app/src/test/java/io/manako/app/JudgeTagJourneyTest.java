package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.Hit;
import io.manako.engine.search.Judgement;
import io.manako.engine.search.Lesson;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import java.io.IOException;
import java.util.List;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Says by tags what is looked for. */
class JudgeTagJourneyTest extends EngineJourney {
    private static final int PHOTOS = 12;

    @Start
    void start(Stage stage) throws IOException {
        open(stage);
    }

    @Test
    void whatIsLookedForHasOneTagAndHasNotAnother(FxRobot robot) throws Exception {
        indexAndMark(robot, PHOTOS);
        ListView<?> grid = robot.lookup("#results-grid").queryListView();
        List<PhotoId> hits = hits();
        PhotoId last = hits.getLast();
        robot.interact(() -> {
            tag(last, "wanted");
            tag(hits.getFirst(), "unwanted");
        });
        until(() -> desktop.curation().tags().of(hits.getFirst()).size() == 1
                && desktop.curation().tags().of(last).size() == 1);
        float before = score(last);

        // A name that no tag has is said; the one that is meant is chosen from the list.
        robot.interact(grid::requestFocus);
        robot.press(KeyCode.SHORTCUT).type(KeyCode.U).release(KeyCode.SHORTCUT);
        until(() -> robot.lookup("#judged-tag").tryQuery().isPresent());
        robot.targetWindow(robot.lookup("#judged-tag").query().getScene().getWindow());
        robot.write("wantex").type(KeyCode.ENTER);
        until(() -> text(robot, "#judged-tag-message").contains("no tag"));
        robot.type(KeyCode.BACK_SPACE);
        until(() -> robot.lookup("#judged-tag-completions")
                        .queryListView()
                        .getItems()
                        .size()
                == 1);
        robot.type(KeyCode.DOWN).type(KeyCode.ENTER);
        until(() -> answered().equals(List.of(new Judgement.OfTag("wanted", true))));
        assertThat(score(last)).isGreaterThan(before);
        assertThat(hits()).as("nothing leaves the results").hasSize(PHOTOS - 1);

        robot.write("unwanted").press(KeyCode.SHIFT).type(KeyCode.ENTER).release(KeyCode.SHIFT);
        until(() -> answered().size() == 2);
        assertThat(hits()).hasSize(PHOTOS - 2).doesNotContain(hits.getFirst());
        assertThat(robot.lookup("#judged-tags .button").queryAllAs(Labeled.class))
                .extracting(Labeled::getText)
                .containsExactly("has wanted", "has no unwanted");
        robot.type(KeyCode.ESCAPE);
        until(() -> robot.lookup("#judge-tag-dialog").tryQuery().isEmpty());
        robot.targetWindow(grid.getScene().getWindow());

        // Above the results, too; a press takes it back, and so does the key.
        assertThat(text(robot, "#feedback-summary")).isEqualTo("Learned from tags:");
        robot.clickOn("has no unwanted");
        until(() -> answered().size() == 1);
        assertThat(hits()).contains(hits.getFirst());
        robot.interact(grid::requestFocus);
        robot.press(KeyCode.SHIFT).type(KeyCode.U).release(KeyCode.SHIFT);
        until(() -> answered().size() == 2);
        robot.press(KeyCode.SHIFT).type(KeyCode.D).release(KeyCode.SHIFT);
        until(() -> answered().isEmpty());
        assertThat(robot.lookup("#feedback-bar").query().isVisible()).isFalse();
    }

    @Test
    void whatWasLearnedFromHitsIsShownAndTakenBackByAPress(FxRobot robot) throws Exception {
        indexAndMark(robot, PHOTOS);
        ListView<?> grid = robot.lookup("#results-grid").queryListView();
        List<PhotoId> hits = hits();
        robot.interact(() -> {
            hits.subList(0, 3).forEach(photo -> tag(photo, "red vase"));
            desktop.query().feedback().judge(hits.subList(0, 3), true);
            desktop.query().feedback().judge(hits.subList(3, 4), false);
        });
        until(() -> answered().size() == 4);
        until(() -> robot.lookup("#feedback-lessons .lesson-liked").queryAll().size() == 3);
        assertThat(robot.lookup("#feedback-lessons .lesson-disliked").queryAll())
                .hasSize(1);
        until(() -> text(robot, "#feedback-words").contains("red vase"));
        Lesson liked = desktop.refinement().lessons().lessons().getFirst();
        assertThat(liked.after()).isGreaterThan(liked.before());
        assertThat(liked.place()).isNotNull();

        // Words that are suggested for what was found come in above, and move it.
        untilStill(robot, "#feedback-lessons .lesson-disliked");
        robot.clickOn("#feedback-lessons .lesson-disliked");
        until(() -> answered().size() == 3);
        assertThat(hits()).contains(hits.get(3));
        robot.interact(grid::requestFocus);
        robot.press(KeyCode.SHIFT).type(KeyCode.U).release(KeyCode.SHIFT);
        until(() -> robot.lookup("#feedback-lessons .lesson-tile").queryAll().size() == 4);
    }

    private void tag(PhotoId photo, String name) {
        desktop.curation().tags().apply(TagEdit.of(List.of(photo), List.of(new TagName(name)), List.of()));
    }

    private List<PhotoId> hits() {
        return desktop.results().hits().stream().map(Hit::id).toList();
    }

    private float score(PhotoId photo) {
        return desktop.results().hits().stream()
                .filter(hit -> hit.id().equals(photo))
                .findFirst()
                .orElseThrow()
                .score();
    }

    private List<Judgement> answered() {
        return desktop.query().answerProperty().get().request().judgements();
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Labeled.class).getText();
    }
}
