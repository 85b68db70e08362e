package io.manako.app.viewer;

import io.manako.app.curate.TagsViewModel;
import io.manako.app.gallery.FileNameLabel;
import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.gallery.Hint;
import io.manako.app.gallery.Thumbnails;
import io.manako.app.query.Tool;
import io.manako.app.query.Viewport;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.app.task.Ticket;
import io.manako.app.viewer.ViewerViewModel.Look;
import io.manako.engine.message.Message;
import java.util.List;
import java.util.Locale;
import javafx.beans.value.ObservableObjectValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The viewer: the photo, its name and place above it, and what can be done below. Arrow keys, Home and End go through the
 * list, plus, minus and F zoom, G shows what is tagged, Ctrl and arrow keys move the photo, Enter searches with it, Escape closes.
 */
public final class ViewerView extends BorderPane {
    private static final double ZOOM = 1.25;
    private static final double STEP = 40;

    private final ViewerViewModel viewer;
    private final ObservableObjectValue<Tool> tool;
    private final Thumbnails thumbnails;
    private final Messages messages;
    private final ViewerPane pane;
    private final TagsViewModel tags;
    private Ticket small = new Ticket();

    /** @param tool what a stroke draws with */
    public ViewerView(
            ViewerViewModel viewer,
            TagsViewModel tags,
            ObservableObjectValue<Tool> tool,
            Thumbnails thumbnails,
            Background background,
            Messages messages) {
        this.viewer = viewer;
        this.tool = tool;
        this.thumbnails = thumbnails;
        this.messages = messages;
        this.tags = tags;
        pane = new ViewerPane(viewer, tags, tool, background);
        setId("viewer");
        getStyleClass().add("viewer");
        setFocusTraversable(true);
        accessibleTextProperty().bind(messages.text(this::describe, viewer.lookProperty()));
        setTop(header());
        setCenter(new StackPane(pane, message()));
        setBottom(hint());

        addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        addEventHandler(KeyEvent.KEY_RELEASED, event -> {
            if (event.getCode() == KeyCode.SPACE) {
                pane.holdSpace(false);
            }
        });
        viewer.lookProperty().addListener((observable, old, look) -> onLook(look));
        setVisible(false);
        managedProperty().bind(visibleProperty());
    }

    /** Where the photo lies in its pane. */
    public Viewport viewport() {
        return pane.viewport();
    }

    private Node header() {
        Label name = new FileNameLabel();
        name.setId("viewer-name");
        name.getStyleClass().add("pane-title");
        name.textProperty()
                .bind(messages.text(
                        () -> {
                            Look now = viewer.lookProperty().get();
                            return now == null
                                    ? ""
                                    : String.valueOf(now.photo().path().getFileName());
                        },
                        viewer.lookProperty()));
        Label place = new Label();
        place.setId("viewer-place");
        place.getStyleClass().add("text-muted");
        place.setMinWidth(USE_PREF_SIZE);
        place.textProperty()
                .bind(messages.text(
                        () -> {
                            Look now = viewer.lookProperty().get();
                            return now == null ? "" : messages.get("viewer.place", now.place(), now.of());
                        },
                        viewer.lookProperty()));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox header = new HBox(
                name,
                place,
                space,
                button("viewer-previous", "mdi2c-chevron-left", "viewer.previous", () -> viewer.step(-1)),
                button("viewer-next", "mdi2c-chevron-right", "viewer.next", () -> viewer.step(1)),
                button("viewer-zoom-out", "mdi2m-magnify-minus-outline", "action.zoom-out", () -> pane.zoom(1 / ZOOM)),
                button("viewer-fit", "mdi2f-fit-to-page-outline", "action.zoom-fit", pane::fit),
                button("viewer-zoom-in", "mdi2m-magnify-plus-outline", "action.zoom-in", () -> pane.zoom(ZOOM)),
                places(),
                button("viewer-search", "mdi2i-image-search-outline", "viewer.search", viewer::search),
                button("viewer-close", "mdi2c-close", "viewer.close", viewer::close));
        header.getStyleClass().add("pane-header");
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    private Node places() {
        ToggleButton places = new ToggleButton(null, new FontIcon("mdi2t-tag-outline"));
        places.setId("viewer-places");
        places.getStyleClass().addAll("button-icon", "flat");
        places.accessibleTextProperty().bind(messages.text("viewer.places"));
        Hint.on(places).bind(messages.text("viewer.places"));
        places.selectedProperty().bindBidirectional(viewer.placesVisibleProperty());
        return places;
    }

    private Button button(String id, String icon, String textKey, Runnable work) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll("button-icon", "flat");
        button.accessibleTextProperty().bind(messages.text(textKey));
        Hint.on(button).bind(messages.text(textKey));
        button.setOnAction(event -> work.run());
        return button;
    }

    private Node message() {
        Label message = new Label();
        message.setId("viewer-message");
        message.getStyleClass().add("inline-message");
        message.setGraphic(new FontIcon("mdi2i-information-outline"));
        message.setWrapText(true);
        message.textProperty()
                .bind(messages.text(
                        () -> {
                            Message now = viewer.messageProperty().get();
                            return now == null ? "" : messages.get(now);
                        },
                        viewer.messageProperty()));
        message.visibleProperty().bind(viewer.messageProperty().isNotNull());
        message.setMouseTransparent(true);
        StackPane.setAlignment(message, Pos.BOTTOM_CENTER);
        return message;
    }

    private Node hint() {
        Label hint = new Label();
        hint.setId("viewer-hint");
        hint.getStyleClass().add("text-muted");
        hint.setWrapText(true);
        hint.textProperty()
                .bind(messages.text(
                        () -> viewer.draws()
                                ? messages.get("viewer.hint", messages.get(toolKey(tool.get())))
                                : messages.get("viewer.hint-moves"),
                        tool));
        HBox line = new HBox(hint);
        line.getStyleClass().add("viewer-hint");
        line.setAlignment(Pos.CENTER);
        return line;
    }

    private static String toolKey(Tool chosen) {
        return "action.tool-" + chosen.name().toLowerCase(Locale.ROOT);
    }

    private String describe() {
        Look now = viewer.lookProperty().get();
        return now == null
                ? messages.get("viewer.title")
                : messages.get("viewer.photo", now.photo().path().getFileName(), now.place(), now.of());
    }

    /** The thumbnail is there at once, or soon; also of a photo whose drive is away. */
    private void onLook(@Nullable Look look) {
        small.cancel();
        pane.holdSpace(false);
        GalleryPhoto photo = look == null ? null : look.photo();
        if (photo != null) {
            tags.show(List.of(photo.id()));
        }
        Image ready = photo == null ? null : thumbnails.peek(photo.id());
        pane.showSmall(ready);
        if (photo != null && ready == null) {
            small = thumbnails.load(photo.id(), image -> {
                if (viewer.pictureProperty().get() == null) {
                    pane.showSmall(image);
                }
            });
        }
    }

    private void onKey(KeyEvent event) {
        if (event.isAltDown()) {
            return;
        }
        KeyCode code = event.getCode();
        if (event.isShortcutDown()) {
            if (!code.isArrowKey()) {
                return;
            }
            pane.pan(
                    code == KeyCode.LEFT ? STEP : code == KeyCode.RIGHT ? -STEP : 0,
                    code == KeyCode.UP ? STEP : code == KeyCode.DOWN ? -STEP : 0);
            event.consume();
            return;
        }
        switch (code) {
            case LEFT, UP, PAGE_UP -> viewer.step(-1);
            case RIGHT, DOWN, PAGE_DOWN -> viewer.step(1);
            case HOME -> viewer.first();
            case END -> viewer.last();
            case PLUS, EQUALS, ADD -> pane.zoom(ZOOM);
            case MINUS, SUBTRACT -> pane.zoom(1 / ZOOM);
            case F -> pane.fit();
            case G ->
                viewer.placesVisibleProperty()
                        .set(!viewer.placesVisibleProperty().get());
            case ESCAPE -> viewer.cancel();
            default -> {
                // On a button both keys press it.
                if (event.getTarget() instanceof ButtonBase || code != KeyCode.SPACE && code != KeyCode.ENTER) {
                    return;
                }
                if (code == KeyCode.SPACE) {
                    pane.holdSpace(true);
                } else {
                    viewer.search();
                }
            }
        }
        event.consume();
    }
}
