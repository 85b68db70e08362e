package io.manako.app.query;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.gallery.FileDrop;
import io.manako.app.gallery.FileNameLabel;
import io.manako.app.gallery.FoldingRow;
import io.manako.app.gallery.PaneHeader;
import io.manako.app.gallery.QuerySession;
import io.manako.app.gallery.WrappingRow;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.engine.message.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Separator;
import javafx.scene.control.Slider;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The query photo with its tools above and the head strip below. */
public final class QueryView extends VBox {
    private static final double GAP = 4;

    private final PhotoCanvas canvas;

    /** @param onDropped given the files and folders that were dropped here */
    public QueryView(
            QueryViewModel query,
            Background background,
            Messages messages,
            Commands commands,
            Consumer<List<Path>> onDropped) {
        getStyleClass().add("query-view");
        canvas = new PhotoCanvas(query, background);
        canvas.accessibleTextProperty().bind(messages.text("query.canvas"));
        ObservableBooleanValue hasPhoto = query.sessionProperty().isNotNull();

        Label empty = new Label();
        empty.setId("query-empty");
        empty.getStyleClass().add("empty-state");
        empty.setWrapText(true);
        empty.textProperty().bind(messages.text("query.empty"));
        empty.setGraphic(new FontIcon("mdi2i-image-plus"));
        empty.visibleProperty()
                .bind(Bindings.not(hasPhoto).and(query.openingProperty().not()));
        empty.setMouseTransparent(true);

        ProgressIndicator busy = new ProgressIndicator();
        busy.setMaxSize(36, 36);
        busy.visibleProperty().bind(query.openingProperty());
        busy.accessibleTextProperty().bind(messages.text("query.opening"));
        busy.setMouseTransparent(true);

        Label message = new Label();
        message.setId("query-message");
        message.getStyleClass().add("inline-message");
        message.textProperty()
                .bind(messages.text(
                        () -> {
                            Message now = query.messageProperty().get();
                            return now == null ? "" : messages.get(now);
                        },
                        query.messageProperty()));
        message.setGraphic(new FontIcon("mdi2i-information-outline"));
        message.setWrapText(true);
        message.visibleProperty().bind(query.messageProperty().isNotNull());
        message.setMouseTransparent(true);
        StackPane.setAlignment(message, Pos.BOTTOM_CENTER);

        Label draw = new Label();
        draw.setId("query-draw");
        draw.getStyleClass().add("inline-message");
        draw.textProperty().bind(messages.text("query.draw"));
        draw.setGraphic(new FontIcon("mdi2s-selection-drag"));
        draw.visibleProperty()
                .bind(query.sessionProperty()
                        .isNotNull()
                        .and(query.marks().drawnByHandProperty().not())
                        .and(BooleanExpression.booleanExpression(
                                query.marks().drawingProperty().map(Drawing::isBlank)))
                        .and(query.messageProperty().isNull()));
        draw.setMouseTransparent(true);
        StackPane.setAlignment(draw, Pos.BOTTOM_CENTER);

        StackPane stage = new StackPane(canvas, empty, busy, draw, message);
        stage.getStyleClass().add("query-stage");
        stage.setMinSize(0, 80);
        VBox.setVgrow(stage, Priority.ALWAYS);
        FileDrop.ofAny(stage, onDropped);

        HeadStrip heads = new HeadStrip(query, background, messages, heightProperty());
        getChildren().addAll(header(query, messages, commands), tools(query, messages, commands), stage, heads);
    }

    public PhotoCanvas canvas() {
        return canvas;
    }

    private static Node header(QueryViewModel query, Messages messages, Commands commands) {
        Label title = new FileNameLabel();
        title.setId("query-title");
        title.getStyleClass().add("pane-title");
        title.textProperty()
                .bind(messages.text(
                        () -> {
                            QuerySession session = query.sessionProperty().get();
                            return session == null
                                    ? messages.get("query.title")
                                    : String.valueOf(session.path().getFileName());
                        },
                        query.sessionProperty()));
        HBox titles = new HBox(title);
        titles.getStyleClass().add("long-title");
        return PaneHeader.of(
                titles,
                commands.iconButton(Action.ZOOM_OUT),
                commands.iconButton(Action.ZOOM_FIT),
                commands.iconButton(Action.ZOOM_IN),
                commands.iconButton(Action.TOGGLE_OUTLINE));
    }

    private static Node tools(QueryViewModel query, Messages messages, Commands commands) {
        Slider brush = new Slider(0.005, 0.25, 0.03);
        brush.setId("brush-size");
        brush.accessibleTextProperty().bind(messages.text("query.brush-size"));
        brush.valueProperty().bindBidirectional(query.marks().brushProperty());
        brush.setPrefWidth(96);
        brush.visibleProperty()
                .bind(query.marks()
                        .toolProperty()
                        .isEqualTo(Tool.BRUSH)
                        .or(query.marks().toolProperty().isEqualTo(Tool.ERASER)));
        FlowPane tools = new WrappingRow(
                GAP,
                GAP,
                commands.iconButton(Action.TOOL_POINT),
                commands.iconButton(Action.TOOL_NEGATIVE),
                commands.iconButton(Action.TOOL_BOX),
                commands.iconButton(Action.TOOL_BRUSH),
                commands.iconButton(Action.TOOL_LASSO),
                commands.iconButton(Action.TOOL_ERASER),
                commands.iconButton(Action.TOOL_HAND),
                brush);
        tools.setAlignment(Pos.CENTER_LEFT);
        HBox edits = new HBox(
                GAP,
                commands.iconButton(Action.TIGHTEN_BOX),
                new Separator(Orientation.VERTICAL),
                commands.iconButton(Action.UNDO),
                commands.iconButton(Action.REDO),
                commands.iconButton(Action.CLEAR_MARKS));
        edits.setAlignment(Pos.CENTER_RIGHT);
        FoldingRow row = new FoldingRow(tools, edits);
        row.getStyleClass().add("tool-row");
        return row;
    }
}
