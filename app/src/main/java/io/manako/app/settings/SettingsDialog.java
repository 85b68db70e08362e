package io.manako.app.settings;

import io.manako.app.heat.HeatMap;
import io.manako.engine.device.DeviceWish;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Separator;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;

/** What can be set, each with a key of its own (Alt and the letter); what is chosen holds at once. For the UI thread. */
public final class SettingsDialog {
    private static final int COLOURS_WIDTH = 180;
    private static final int COLOURS_HEIGHT = 12;

    private final SettingsViewModel settings;
    private final ModelsViewModel models;
    private final UpdatesViewModel updates;
    private final Messages messages;
    private final GridPane grid = new GridPane(20, 20);
    private int rows;

    private SettingsDialog(
            SettingsViewModel settings, ModelsViewModel models, UpdatesViewModel updates, Messages messages) {
        this.settings = settings;
        this.models = models;
        this.updates = updates;
        this.messages = messages;
    }

    public static void show(
            Window owner,
            SettingsViewModel settings,
            ModelsViewModel models,
            UpdatesViewModel updates,
            Messages messages) {
        new SettingsDialog(settings, models, updates, messages).show(owner);
    }

    private void show(Window owner) {
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.initModality(Modality.NONE);
        dialog.titleProperty().bind(messages.text("settings.title"));
        dialog.getDialogPane().setId("settings-dialog");
        fill();
        Label heading = new Label();
        heading.getStyleClass().add("title-4");
        heading.textProperty().bind(messages.text("models.title"));
        VBox part = new VBox(10, new Separator(), heading, new ModelsPane(models, messages));
        part.setPadding(new Insets(0, 20, 20, 20));
        dialog.getDialogPane().setContent(new ScreenScroll(new VBox(grid, part)));
        ButtonType close = new ButtonType(messages.get("dialog.close"), ButtonBar.ButtonData.CANCEL_CLOSE);
        dialog.getDialogPane().getButtonTypes().add(close);
        if (dialog.getDialogPane().lookupButton(close) instanceof Button button) {
            button.setId("settings-close");
            button.textProperty().bind(messages.text("dialog.close"));
        }
        // Larger text and longer words need a larger dialog.
        Window window = dialog.getDialogPane().getScene().getWindow();
        InvalidationListener refit = observable -> window.sizeToScene();
        dialog.setOnShown(event -> {
            settings.settingsProperty().addListener(refit);
            grid.lookup("#settings-theme-" + id(settings.now().theme())).requestFocus();
        });
        dialog.setOnHidden(event -> settings.settingsProperty().removeListener(refit));
        dialog.show();
    }

    private void fill() {
        grid.setPadding(new Insets(20));
        row("settings.theme", choice("theme", settings.themeProperty(), List.of(Theme.values()), Theme::textKey));
        row(
                "settings.language",
                choice(
                        "language",
                        settings.languageProperty(),
                        List.of(LanguageChoice.values()),
                        LanguageChoice::textKey));
        row("settings.device", device());
        row("settings.glance", glance());
        row("settings.text-size", textSize());
        row("settings.overlay", overlay());
        UpdateControls controls = new UpdateControls(updates, messages);
        row("settings.updates", controls.whether());
        row("settings.updates.address", controls.address());
        grid.add(controls.status(), 1, rows);
        rows++;
    }

    /** A label, whose mnemonic goes to the control beside it. */
    private void row(String key, HBox control) {
        Label label = new Label();
        label.textProperty().bind(messages.text(key));
        label.setMnemonicParsing(true);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setLabelFor(control.getChildren().getFirst());
        control.setAlignment(Pos.CENTER_LEFT);
        grid.add(label, 0, rows);
        grid.add(control, 1, rows);
        rows++;
    }

    private <T extends Enum<T>> HBox choice(
            String id, ObjectProperty<T> chosen, List<T> values, Function<T, String> textKey) {
        HBox row = new HBox(16);
        ToggleGroup group = new ToggleGroup();
        for (T value : values) {
            RadioButton button = new RadioButton();
            button.setId("settings-" + id + "-" + id(value));
            button.textProperty().bind(messages.text(textKey.apply(value)));
            button.accessibleTextProperty()
                    .bind(messages.text(() -> name("settings." + id) + ": " + messages.get(textKey.apply(value))));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setToggleGroup(group);
            button.setSelected(chosen.get() == value);
            button.selectedProperty().addListener((observable, was, is) -> {
                if (is) {
                    chosen.set(value);
                }
            });
            chosen.addListener((observable, old, now) -> button.setSelected(now == value));
            row.getChildren().add(button);
        }
        return row;
    }

    private HBox device() {
        HBox row = choice("device", settings.deviceProperty(), List.of(DeviceWish.values()), DeviceWish::textKey);
        Label hint = new Label();
        hint.textProperty().bind(messages.text("settings.device-hint"));
        hint.setMinWidth(Region.USE_PREF_SIZE);
        row.getChildren().add(hint);
        return row;
    }

    private HBox glance() {
        CheckBox on = new CheckBox();
        on.setId("settings-glance");
        on.textProperty().bind(messages.text("settings.glance-on"));
        on.setMinWidth(Region.USE_PREF_SIZE);
        on.selectedProperty().bindBidirectional(settings.glanceProperty());
        return new HBox(on);
    }

    private static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** A label's text without the mark of its mnemonic, for those who hear it. */
    private String name(String key) {
        return messages.get(key).replaceFirst("\\(_.\\)", "").replace("_", "");
    }

    private HBox textSize() {
        Slider slider =
                slider("settings-text-size", "settings.text-size", Settings.SMALLEST_TEXT, Settings.LARGEST_TEXT);
        slider.setBlockIncrement(0.1);
        slider.setMajorTickUnit(0.1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.setValue(settings.now().textScale());
        Label percent = percent(slider.valueProperty());
        // While it is dragged the slider itself must not move away under the pointer.
        InvalidationListener apply = observable -> {
            if (!slider.isValueChanging()) {
                settings.textScaleProperty().set(Math.rint(slider.getValue() * 10) / 10);
            }
        };
        slider.valueProperty().addListener(apply);
        slider.valueChangingProperty().addListener(apply);
        return new HBox(12, slider, percent);
    }

    private HBox overlay() {
        Slider slider = slider("settings-overlay", "settings.overlay", 0, 1);
        slider.setBlockIncrement(0.1);
        slider.valueProperty().bindBidirectional(settings.overlayOpacityProperty());
        return new HBox(12, slider, percent(slider.valueProperty()), colours());
    }

    private Slider slider(String id, String key, double from, double to) {
        Slider slider = new Slider(from, to, from);
        slider.setId(id);
        slider.accessibleTextProperty().bind(messages.text(() -> name(key)));
        slider.setPrefWidth(200);
        slider.setMinWidth(Region.USE_PREF_SIZE);
        return slider;
    }

    private static Label percent(DoubleProperty share) {
        Label label = new Label();
        label.textProperty().bind(share.multiply(100).asString(Locale.ROOT, "%.0f %%"));
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /** From weak to strong, as opaque as the overlays are. */
    private Node colours() {
        int[] argb = new int[COLOURS_WIDTH * COLOURS_HEIGHT];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xff << 24 | HeatMap.colour(i % COLOURS_WIDTH / (COLOURS_WIDTH - 1.0));
        }
        WritableImage image = new WritableImage(COLOURS_WIDTH, COLOURS_HEIGHT);
        image.getPixelWriter()
                .setPixels(
                        0, 0, COLOURS_WIDTH, COLOURS_HEIGHT, PixelFormat.getIntArgbInstance(), argb, 0, COLOURS_WIDTH);
        ImageView view = new ImageView(image);
        view.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        view.accessibleTextProperty().bind(messages.text("settings.colours"));
        view.opacityProperty().bind(settings.overlayOpacityProperty());
        return view;
    }
}
