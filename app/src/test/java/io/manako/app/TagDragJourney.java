package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.GalleryPhoto;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The tree of tags arranged with the mouse. */
class TagDragJourney extends DesktopJourney {
    @Start
    void start(Stage stage) throws IOException {
        openInTheCorner(stage, 1300);
    }

    private static TreeCell<?> row(FxRobot robot, String begins) {
        return robot.lookup("#facet-tree .tree-cell").queryAllAs(TreeCell.class).stream()
                .filter(cell -> cell.getText() != null && cell.getText().startsWith(begins))
                .findFirst()
                .orElseThrow();
    }

    private static void drag(FxRobot robot, String tag, String onto) throws Exception {
        TreeCell<?> target = row(robot, onto);
        DropJourney.drag(
                robot,
                robot.point(row(robot, tag)).query(),
                robot.point(target).query(),
                () -> DropJourney.isTarget(target));
    }

    @Test
    void aTagIsDraggedBelowAnotherAndBackToTheTop(FxRobot robot) throws Exception {
        scene("a.png", Color.RED, Color.BLUE);
        scene("b.png", Color.RED, Color.GREEN);
        openFolder(robot, 2);
        List<PhotoId> photos =
                desktop.library().photos().stream().map(GalleryPhoto::id).toList();
        TagName lamp = new TagName("lamp");
        TagName red = new TagName("red");
        robot.interact(() -> desktop.curation().tags().apply(TagEdit.of(photos, List.of(lamp, red), List.of())));
        TreeView<?> tree = robot.lookup("#facet-tree").query();
        until(() -> tree.getExpandedItemCount() == 3);

        drag(robot, "red", "lamp");
        until(() -> lamp.equals(gallery.tag(red).orElseThrow().parent()));
        until(() -> tree.getRoot().getChildren().getFirst().getChildren().size() == 1);
        robot.interact(() ->
                tree.getRoot().getChildren().getFirst().getChildren().getFirst().setExpanded(true));
        until(() -> tree.getExpandedItemCount() == 3);
        drag(robot, "red", "Tags");
        until(() -> gallery.tag(red).orElseThrow().parent() == null);
        assertThat(gallery.tag(lamp).orElseThrow().parent()).isNull();
    }
}
