package io.manako.app.settings;

import io.manako.engine.message.Message;
import io.manako.engine.task.Progress;
import io.manako.engine.vit.ModelShape;
import java.io.File;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The settings' part about models: a table, and buttons for the selected one, each with a key (Alt and the letter). */
final class ModelsPane extends VBox {
    private static final double WIDTH = 900;
    private static final double TABLE_HEIGHT = 165;

    private final ModelsViewModel models;
    private final Messages messages;
    private final CheckBox replace = new CheckBox();

    ModelsPane(ModelsViewModel models, Messages messages) {
        super(10);
        this.models = models;
        this.messages = messages;
        setId("models-pane");
        scaled(WIDTH, this::setPrefWidth);
        Label hint = wrapped("models-hint");
        hint.textProperty().bind(messages.text("models.hint"));
        getChildren().addAll(hint, table(), facts(), buttons(), work(), message());
        models.refresh();
    }

    private TableView<ModelRow> table() {
        TableView<ModelRow> table = new TableView<>(models.rows());
        table.setId("models-table");
        table.accessibleTextProperty().bind(messages.text("models.title"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPrefHeight(TABLE_HEIGHT);
        table.getColumns().add(column("models.name", 145, ModelRow::name));
        table.getColumns().add(column("models.model", 150, ModelRow::title));
        table.getColumns().add(column("models.size", 70, row -> row.megabytes() + " MB"));
        table.getColumns().add(column("models.memory", 90, ModelsPane::memory));
        table.getColumns().add(column("models.speed", 90, this::speed));
        table.getColumns().add(column("models.map", 60, ModelsPane::map));
        table.getColumns().add(column("models.licence", 100, ModelRow::licence));
        table.getColumns().add(column("models.known", 80, ModelsPane::known));
        table.getColumns().add(column("models.state", 130, this::state));
        models.settingsProperty().addListener(observable -> table.refresh());
        table.getSelectionModel().selectedItemProperty().addListener((observable, old, row) -> {
            if (row != null) {
                models.selectedProperty().set(row);
            }
        });
        models.selectedProperty().addListener((observable, old, row) -> {
            if (row != null) {
                table.getSelectionModel().select(row);
            }
        });
        return table;
    }

    private TableColumn<ModelRow, String> column(String key, double width, Function<ModelRow, String> text) {
        TableColumn<ModelRow, String> column = new TableColumn<>();
        column.textProperty().bind(messages.text(key));
        scaled(width, column::setPrefWidth);
        column.setSortable(false);
        column.setCellValueFactory(row -> new SimpleStringProperty(text.apply(row.getValue())));
        return column;
    }

    /** Sets a width, which grows with the text. */
    private void scaled(double width, DoubleConsumer set) {
        set.accept(width * models.settingsProperty().get().textScale());
        models.settingsProperty().addListener((observable, old, now) -> {
            if (now.textScale() != old.textScale()) {
                set.accept(width * now.textScale());
            }
        });
    }

    private static String memory(ModelRow row) {
        return row.figures() == null ? "" : Math.ceilDiv(row.figures().weightBytes(), ModelRow.MEGABYTE) + " MB";
    }

    private String speed(ModelRow row) {
        return row.figures() == null
                ? ""
                : messages.get("models.millis", Math.round(row.figures().photoMillis()));
    }

    private static String map(ModelRow row) {
        Double map = row.figures() == null ? null : row.figures().map();
        return map == null ? "" : String.format(Locale.ROOT, "%.1f", map);
    }

    private static String known(ModelRow row) {
        return row.descriptors() == 0 ? "" : Math.ceilDiv(row.descriptors(), ModelRow.MEGABYTE) + " MB";
    }

    private String state(ModelRow row) {
        if (row.problem() != null) {
            return messages.get("models.broken");
        }
        if (models.isChosen(row)) {
            return messages.get("models.chosen");
        }
        if (models.isNext(row)) {
            return messages.get("models.next");
        }
        if (row.isGone()) {
            return messages.get("models.gone");
        }
        if (row.here()) {
            return messages.get("models.here");
        }
        return messages.get(row.canBeFetched() ? "models.away" : "models.by-hand");
    }

    /** Source and hash of the selected model, to be copied and compared, and what it is; or why it cannot be used. */
    private VBox facts() {
        TextField source = new TextField();
        source.setId("models-source");
        source.setEditable(false);
        source.accessibleTextProperty().bind(messages.text("models.source"));
        source.textProperty().bind(fact(row -> messages.get("models.source") + ": " + row.source()));
        TextField hash = new TextField();
        hash.setId("models-hash");
        hash.setEditable(false);
        hash.setAccessibleText("SHA-256");
        hash.textProperty()
                .bind(fact(
                        row -> "SHA-256: " + (row.sha256().isEmpty() ? messages.get("models.no-hash") : row.sha256())));
        Label problem = wrapped("models-problem");
        problem.textProperty().bind(fact(row -> row.problem() == null ? "" : messages.get(row.problem())));
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        Label shape = wrapped("models-shape");
        shape.textProperty().bind(fact(this::shape));
        return new VBox(4, source, hash, shape, problem);
    }

    private String shape(ModelRow row) {
        ModelShape shape = row.shape();
        return shape == null ? "" : messages.get(shape.architecture()) + " · " + messages.get(shape.preprocessing());
    }

    private ObservableValue<String> fact(Function<ModelRow, String> text) {
        return messages.text(
                () -> {
                    ModelRow row = models.selectedProperty().get();
                    return row == null ? "" : text.apply(row);
                },
                models.selectedProperty());
    }

    private FlowPane buttons() {
        Button use = button("models.use", "mdi2c-check", models::use);
        use.disableProperty().bind(models.canUseProperty().not());
        Button download = button("models.get", "mdi2d-download", models::download);
        download.disableProperty().bind(models.canDownloadProperty().not());
        Button measure = button("models.measure-cost", "mdi2s-speedometer", models::measure);
        measure.disableProperty().bind(models.canMeasureProperty().not());
        Button remove = button("models.remove", "mdi2d-delete-outline", models::remove);
        remove.disableProperty().bind(models.canRemoveProperty().not());
        Button drop = button("models.drop", "mdi2b-broom", models::drop);
        drop.disableProperty().bind(models.canDropProperty().not());
        Button file = button("models.import", "mdi2f-file-import-outline", this::chooseFile);
        file.disableProperty().bind(models.runningProperty());
        replace.setId("models-replace");
        replace.textProperty().bind(messages.text("models.replace"));
        replace.setMinWidth(Region.USE_PREF_SIZE);
        FlowPane row = new FlowPane(8, 8, use, download, measure, remove, drop, file, replace);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Button button(String key, String icon, Runnable does) {
        Button button = new Button();
        button.setGraphic(new FontIcon(icon));
        button.setId(key.replace('.', '-'));
        button.textProperty().bind(messages.text(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> does.run());
        return button;
    }

    private void chooseFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.get("models.choose"));
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(
                        messages.get("models.files"), "*.safetensors", "*.pth", "*.pt", "*.bin"));
        File chosen = chooser.showOpenDialog(getScene().getWindow());
        if (chosen != null) {
            models.importFile(chosen.toPath(), replace.isSelected());
        }
    }

    /** How far the work is, and its end. */
    private HBox work() {
        ProgressBar bar = new ProgressBar();
        bar.setId("models-progress");
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> {
                            Progress now = models.progressProperty().get();
                            return now == null ? ProgressBar.INDETERMINATE_PROGRESS : now.fraction();
                        },
                        models.progressProperty()));
        Label line = new Label();
        line.setId("models-line");
        line.textProperty().bind(messages.text(this::line, models.progressProperty()));
        bar.accessibleTextProperty().bind(line.textProperty());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(12, bar, line, gap, button("models.cancel", "mdi2c-close", models::cancel));
        row.setAlignment(Pos.CENTER_LEFT);
        row.visibleProperty().bind(models.runningProperty());
        return row;
    }

    private String line() {
        Progress now = models.progressProperty().get();
        if (now == null) {
            return messages.get("models.begin");
        }
        String stage = messages.get(now.stage());
        if (now.total() <= 0) {
            return stage;
        }
        if (now.stage().equals("models.measure")) {
            return stage + " · " + messages.get("index.count", now.done(), now.total());
        }
        String line = messages.get("models.line", stage, now.done(), now.total());
        return now.perSecond() > 0 ? line + String.format(Locale.ROOT, " (%.1f MB/s)", now.perSecond()) : line;
    }

    private Label message() {
        Label label = wrapped("models-message");
        label.textProperty()
                .bind(messages.text(() -> text(models.messageProperty().get()), models.messageProperty()));
        return label;
    }

    private String text(@Nullable Message message) {
        return message == null ? "" : messages.get(message);
    }

    /** A text that takes as many lines as it needs. */
    private static Label wrapped(String id) {
        Label label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
