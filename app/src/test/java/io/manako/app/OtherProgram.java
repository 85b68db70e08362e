package io.manako.app;

import java.io.File;
import java.util.List;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.StageStyle;

/**
 * Stands for a file manager beside the window: a row for each file that can be dragged out, and a place below that takes
 * files. Prints what happens, a line each.
 */
final class OtherProgram {
    static final double X = 1010;
    static final double WIDTH = 380;
    static final double ROW = 60;

    static final String READY = "ready";
    static final String OVER = "over";
    static final String TOOK = "took ";

    private OtherProgram() {}

    /** @param args the files that can be dragged out */
    public static void main(String[] args) {
        // JavaFX on the class path wants a main class that is no Application.
        Application.launch(Window.class, args);
    }

    public static final class Window extends Application {
        @Override
        public void start(Stage stage) {
            VBox rows = new VBox();
            for (String file : getParameters().getRaw()) {
                rows.getChildren().add(row(new File(file)));
            }
            rows.getChildren().add(place());
            stage.initStyle(StageStyle.UNDECORATED);
            stage.setScene(new Scene(rows, WIDTH, ROW * rows.getChildren().size()));
            stage.setX(X);
            stage.setY(0);
            stage.show();
            Platform.runLater(() -> System.out.println(READY));
        }

        private static Node row(File file) {
            Label row = new Label(file.getName());
            row.setPrefSize(WIDTH, ROW);
            row.setOnDragDetected(event -> {
                ClipboardContent content = new ClipboardContent();
                content.putFiles(List.of(file));
                row.startDragAndDrop(TransferMode.COPY_OR_MOVE).setContent(content);
                event.consume();
            });
            return row;
        }

        private static Node place() {
            Label place = new Label("here");
            place.setPrefSize(WIDTH, ROW);
            place.setOnDragOver(event -> {
                event.acceptTransferModes(TransferMode.COPY);
                System.out.println(OVER);
            });
            place.setOnDragDropped(event -> {
                event.getDragboard().getFiles().forEach(file -> System.out.println(TOOK + file));
                event.setDropCompleted(true);
            });
            return place;
        }
    }
}
