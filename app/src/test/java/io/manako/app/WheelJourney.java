package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.query.PhotoCanvas;
import java.awt.Color;
import java.io.IOException;
import java.util.concurrent.Callable;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The mouse wheel on grids and photo, as the system sends it. */
class WheelJourney extends DesktopJourney {
    private static final int PHOTOS = 60;
    private static final int NOTCHES = 5;
    private static final int MOST_TURNS = 30;

    @Start
    void start(Stage stage) throws IOException {
        openInTheCorner(stage, 1300);
    }

    @Test
    void libraryAndResultsScrollAndThePhotoZooms(FxRobot robot) throws Exception {
        for (int i = 0; i < PHOTOS; i++) {
            scene("%03d.png".formatted(i), new Color(2 * i, 0, 255 - 2 * i), Color.GREEN);
        }
        openFolder(robot, PHOTOS);
        openFirstPhoto(robot);
        until(() -> desktop.results().hits().size() == PHOTOS);

        for (String id : new String[] {"#library-grid", "#results-grid"}) {
            ListView<?> grid = robot.lookup(id).queryListView();
            robot.moveTo(grid);
            scrollUntil(robot, VerticalDirection.DOWN, () -> firstRow(grid) > 0);
            until(() -> isComplete(grid));
            scrollUntil(robot, VerticalDirection.UP, () -> firstRow(grid) == 0);
            until(() -> isComplete(grid));
        }

        PhotoCanvas canvas = robot.lookup("#query-canvas").queryAs(PhotoCanvas.class);
        Point2D place = at(robot, 80, 100);
        robot.moveTo(place).scroll(3, VerticalDirection.UP);
        until(() -> !canvas.viewport().isFit());
        assertThat(at(robot, 80, 100).distance(place))
                .as("what lies under the pointer stays there")
                .isLessThan(2);
    }

    private static void scrollUntil(FxRobot robot, VerticalDirection to, Callable<Boolean> reached) throws Exception {
        for (int turn = 0; turn < MOST_TURNS && !reached.call(); turn++) {
            robot.scroll(NOTCHES, to);
        }
        until(reached);
    }

    private static int firstRow(ListView<?> grid) throws Exception {
        return WaitForAsyncUtils.asyncFx(() -> ((VirtualFlow<?>) grid.lookup(".virtual-flow"))
                        .getFirstVisibleCell()
                        .getIndex())
                .get();
    }

    private static boolean isComplete(ListView<?> grid) throws Exception {
        return WaitForAsyncUtils.asyncFx(() -> BlankTiles.in(grid) == 0).get();
    }
}
