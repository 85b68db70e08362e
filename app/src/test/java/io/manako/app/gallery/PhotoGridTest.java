package io.manako.app.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class PhotoGridTest {
    private static final int MANY = 100_000;

    private final ObservableList<Integer> items = FXCollections.observableArrayList();
    private final List<NumberTile> tiles = new ArrayList<>();
    private PhotoGrid<Integer> grid;

    private static final class NumberTile implements PhotoGrid.Tile<Integer> {
        private final Label label = new Label();
        private @Nullable Integer shown;

        @Override
        public Node node() {
            return label;
        }

        @Override
        public void show(@Nullable Integer item, boolean selected) {
            shown = item;
        }
    }

    @Start
    void start(Stage stage) {
        grid = new PhotoGrid<>("grid", items, this::tile, item -> item, 100, 80);
        stage.setScene(new Scene(grid));
        stage.setWidth(600); // whatever size an earlier test has left it
        stage.setHeight(480);
        stage.show();
    }

    private NumberTile tile() {
        NumberTile tile = new NumberTile();
        tiles.add(tile);
        return tile;
    }

    private List<Integer> shown() {
        WaitForAsyncUtils.waitForFxEvents();
        return tiles.stream()
                .map(tile -> tile.shown)
                .filter(item -> item != null)
                .toList();
    }

    @Test
    void theSelectedTileStaysInSightWhereThereIsLessRoom(FxRobot robot) {
        robot.interact(() -> items.setAll(IntStream.range(0, 200).boxed().toList()));
        int last = 5 * grid.columns() - 1;
        robot.interact(() -> grid.selectedProperty().set(last));
        assertThat(isWhole(last)).isTrue();
        lower(robot, 250);
        assertThat(isWhole(last)).as("below the edge without scrolling").isTrue();
        robot.interact(() -> grid.list().scrollTo(20));
        lower(robot, 200);
        assertThat(shown()).as("what was scrolled away stays away").doesNotContain(last);
    }

    private void lower(FxRobot robot, double height) {
        robot.interact(() -> grid.list().getScene().getWindow().setHeight(height));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private boolean isWhole(int item) {
        WaitForAsyncUtils.waitForFxEvents();
        Bounds room = grid.list().localToScene(grid.list().getLayoutBounds());
        return tiles.stream()
                .filter(tile -> tile.shown != null && tile.shown == item)
                .anyMatch(tile -> room.contains(tile.label.localToScene(tile.label.getLayoutBounds())));
    }

    @Test
    @Timeout(60)
    void aHundredThousandItemsHaveTheTilesThatFitOnTheScreen(FxRobot robot) {
        robot.interact(() -> items.setAll(IntStream.range(0, MANY).boxed().toList()));
        assertThat(shown()).contains(0).hasSizeLessThan(100);

        robot.interact(grid.list()::requestFocus);
        robot.type(KeyCode.HOME).type(KeyCode.END);
        assertThat(grid.selectedProperty().get()).isEqualTo(MANY - 1);
        assertThat(shown()).contains(MANY - 1).doesNotContain(0);
        robot.press(KeyCode.SHORTCUT).type(KeyCode.A).release(KeyCode.SHORTCUT);
        assertThat(grid.chosen()).hasSize(MANY);

        // The list comes anew, as after every few photos of an indexing run: what is selected stays.
        robot.interact(() -> items.setAll(IntStream.range(0, MANY + 1).boxed().toList()));
        assertThat(grid.chosen()).hasSize(MANY);
        robot.interact(() -> grid.tileScaleProperty().set(0.5));
        assertThat(grid.columns()).isGreaterThan(8);
        robot.interact(items::clear);
        assertThat(grid.chosen()).isEmpty();
        assertThat(shown()).isEmpty();
        assertThat(tiles).as("tiles are used again").hasSizeLessThan(400);
    }
}
