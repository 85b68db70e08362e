package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.search.Hit;
import io.manako.engine.vit.ModelInfo;
import java.io.IOException;
import java.util.List;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The main job with the embedded model: index a folder, mark a thing, see the hits and why. */
class EngineJourneyTest extends EngineJourney {
    private static final int PHOTOS = 6;

    @Start
    void start(Stage stage) throws IOException {
        open(stage);
    }

    @Test
    void indexSamplesAndSearchByBox(FxRobot robot) throws Exception {
        indexAndMark(robot, PHOTOS);

        // The query photo is no hit of its own; every other photo is ranked, best first, with a box inside it.
        assertThat(desktop.results().hits()).hasSize(PHOTOS - 1);
        assertThat(desktop.results().hits()).isSortedAccordingTo((a, b) -> Float.compare(b.score(), a.score()));
        for (Hit hit : desktop.results().hits()) {
            assertThat(hit.box().x() + hit.box().width()).isLessThanOrEqualTo(hit.width() + 1);
        }

        // What the heads look at, and why the best hit matched.
        ModelInfo model = desktop.galleryProperty().get().model();
        assertThat(robot.lookup(".head-tile").queryAll()).hasSize(model.focusBlocks() * model.heads());
        Hit best = desktop.results().hits().getFirst();
        // Asked for as a tile does it: bars that come in above may have moved the tile itself out of sight.
        robot.interact(() -> desktop.results().explain(best, explained -> {}));
        until(() -> desktop.results().peek(best) != null);
        assertThat(desktop.results().peek(best).explanation().heads()).hasSize(model.heads());

        // One hit is liked, another is not: the first stays and is marked, the second leaves, and both can be taken
        // back.
        Hit disliked = desktop.results().hits().get(1);
        robot.interact(() -> desktop.results()
                .selectedProperty()
                .set(desktop.results().hits().getFirst()));
        robot.clickOn("#hit-details #more-like-hit");
        until(() ->
                desktop.query().answerProperty().get().request().judgements().size() == 1);
        assertThat(robot.lookup(".hit-liked").queryAllAs(Node.class)).anyMatch(Node::isVisible);
        robot.interact(() -> desktop.results()
                .selectedProperty()
                .set(desktop.results().hits().stream()
                        .filter(hit -> hit.id().equals(disliked.id()))
                        .findFirst()
                        .orElseThrow()));
        robot.clickOn("#hit-details #less-like-hit");
        until(() -> desktop.results().hits().size() == PHOTOS - 2);
        assertThat(desktop.results().hits()).noneMatch(hit -> hit.id().equals(disliked.id()));
        assertThat(robot.lookup("#feedback-summary").queryLabeled().getText()).contains("1 liked", "1 not");
        robot.clickOn("#reset-feedback");
        until(() -> desktop.results().hits().size() == PHOTOS - 1);
        assertThat(robot.lookup("#feedback-bar").query().isVisible()).isFalse();

        List<Float> scores = desktop.results().hits().stream().map(Hit::score).toList();
        robot.clickOn(robot.lookup(".head-tile").queryAll().stream().findFirst().orElseThrow());
        until(() -> desktop.query().answerProperty().get().request().overrides().size() == 1);
        assertThat(desktop.results().hits().stream().map(Hit::score).toList())
                .as("another head, another ranking")
                .isNotEqualTo(scores);
    }
}
