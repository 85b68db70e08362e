package io.manako.app.library;

import io.manako.app.action.Action;
import io.manako.app.gallery.Hint;
import io.manako.app.gallery.Problem;
import io.manako.app.settings.Messages;
import io.manako.app.settings.ScreenScroll;
import io.manako.engine.photo.PhotoFormat;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Files that could not be taken in, each with its reason, and the formats that were left out. */
public final class ProblemsDialog {
    private ProblemsDialog() {}

    /** @param reveal shows a file in the file manager */
    public static void show(Window owner, LibraryViewModel library, Messages messages, Consumer<Path> reveal) {
        TableView<Problem> table = new TableView<>(library.problems());
        table.setId("problems-table");
        table.setAccessibleText(messages.get("problems.title"));
        table.setPlaceholder(new Label(messages.get("problems.none")));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPrefSize(820, 380);
        table.getColumns().add(column(messages.get("problems.reason"), 150, problem -> reason(problem, messages)));
        table.getColumns()
                .add(column(
                        messages.get("problems.file"),
                        230,
                        problem -> String.valueOf(problem.path().getFileName())));
        table.getColumns()
                .add(column(messages.get("problems.message"), 420, problem -> messages.get(problem.message())));

        Label skipped = new Label(skipped(library.skippedProperty().get(), messages));
        skipped.setId("problems-skipped");
        skipped.setWrapText(true);
        VBox.setVgrow(table, Priority.ALWAYS);

        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.initModality(Modality.NONE);
        dialog.setTitle(messages.get("problems.title"));
        dialog.setResizable(true);
        DialogPane pane = dialog.getDialogPane();
        pane.setId("problems-dialog");
        VBox content = new VBox(12, table, whole(table, messages), revealButton(table, messages, reveal), skipped);
        content.setPadding(new Insets(16));
        pane.setContent(new ScreenScroll(content));
        pane.getButtonTypes().add(new ButtonType(messages.get("dialog.close"), ButtonBar.ButtonData.CANCEL_CLOSE));
        dialog.show();
    }

    /** All that is known of the selected file, for which a row may be too short. */
    private static Label whole(TableView<Problem> table, Messages messages) {
        Label whole = new Label();
        whole.setId("problems-selected");
        whole.setWrapText(true);
        whole.setMinHeight(Region.USE_PREF_SIZE);
        whole.textProperty()
                .bind(table.getSelectionModel()
                        .selectedItemProperty()
                        .map(problem -> problem.path() + "\n" + messages.get(problem.message()))
                        .orElse(""));
        whole.managedProperty().bind(whole.textProperty().isNotEmpty());
        return whole;
    }

    private static Button revealButton(TableView<Problem> table, Messages messages, Consumer<Path> reveal) {
        Button button = new Button(messages.get(Action.REVEAL_HIT.textKey()));
        Action.REVEAL_HIT.icon().ifPresent(icon -> button.setGraphic(new FontIcon(icon)));
        button.setId("problems-reveal");
        KeyCombination key = Action.REVEAL_HIT.accelerator();
        Hint.on(button, button.getText() + "  (" + key.getDisplayText() + ")");
        button.disableProperty()
                .bind(table.getSelectionModel().selectedItemProperty().isNull());
        button.setOnAction(event ->
                reveal.accept(table.getSelectionModel().getSelectedItem().path()));
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (key.match(event)) {
                button.fire();
                event.consume();
            }
        });
        table.getSelectionModel().selectFirst();
        return button;
    }

    private static String skipped(Map<String, Integer> formats, Messages messages) {
        if (formats.isEmpty()) {
            return messages.get("problems.nothing-skipped");
        }
        String counts = formats.entrySet().stream()
                .map(format -> format.getKey() + " × " + format.getValue())
                .collect(Collectors.joining(", "));
        return Stream.concat(
                        Stream.of(messages.get("problems.skipped", counts)),
                        PhotoFormat.whatHelps(formats.keySet()).stream().map(messages::get))
                .collect(Collectors.joining("\n"));
    }

    private static String reason(Problem problem, Messages messages) {
        return messages.get("unreadable." + problem.reason().name());
    }

    private static TableColumn<Problem, String> column(String title, double width, Function<Problem, String> text) {
        TableColumn<Problem, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(row -> new SimpleStringProperty(text.apply(row.getValue())));
        column.setCellFactory(any -> new TableCell<>() {
            private final StringProperty hint = Hint.on(this);

            @Override
            protected void updateItem(@Nullable String value, boolean empty) {
                super.updateItem(value, empty);
                setText(empty ? null : value);
                hint.set(empty ? null : value);
            }
        });
        return column;
    }
}
