package io.manako.app.action;

import io.manako.app.gallery.Hint;
import io.manako.app.settings.Messages;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * What each {@link Action} does and when it can be done, and the controls made from that. A control has its action's id,
 * icon, text or tooltip, accessible name and key. Toggle actions carry a boolean property. For the UI thread.
 */
public final class Commands {
    private final Messages messages;
    private final Map<Action, Runnable> work = new EnumMap<>(Action.class);
    private final Map<Action, BooleanProperty> disabled = new EnumMap<>(Action.class);
    private final Map<Action, BooleanProperty> states = new EnumMap<>(Action.class);

    public Commands(Messages messages) {
        this.messages = messages;
        for (Action action : Action.values()) {
            disabled.put(action, new SimpleBooleanProperty(this, action.id(), false));
        }
    }

    /** Says what an action does. */
    public void bind(Action action, Runnable does) {
        work.put(action, does);
    }

    /** Says what an action does, and that it can be done only while {@code possible}. */
    public void bind(Action action, Runnable does, ObservableBooleanValue possible) {
        work.put(action, does);
        disabledProperty(action).bind(Bindings.not(possible));
    }

    /** An action that switches something on and off. */
    public void toggle(Action action, BooleanProperty state) {
        states.put(action, state);
        work.put(action, () -> state.set(!state.get()));
    }

    /** An action that chooses one value of several, such as a tool. */
    public <T> void choose(Action action, ObjectProperty<T> choice, T value) {
        SimpleBooleanProperty chosen = new SimpleBooleanProperty(choice.get() == value);
        choice.addListener((observable, old, now) -> chosen.set(now == value));
        // A toggle button that is pressed again would otherwise leave no tool chosen.
        chosen.addListener((observable, was, is) -> {
            if (is) {
                choice.set(value);
            } else if (choice.get() == value) {
                chosen.set(true);
            }
        });
        states.put(action, chosen);
        work.put(action, () -> choice.set(value));
    }

    public ReadOnlyBooleanProperty disabled(Action action) {
        return disabledProperty(action);
    }

    private BooleanProperty disabledProperty(Action action) {
        return disabled.computeIfAbsent(action, missing -> new SimpleBooleanProperty(false));
    }

    /** Does it, unless it cannot be done now. */
    public void run(Action action) {
        Runnable does = work.get(action);
        if (does != null && !disabledProperty(action).get()) {
            does.run();
        }
    }

    /** A button with the action's icon only; its text is the tooltip and the accessible name. */
    public ButtonBase iconButton(Action action) {
        BooleanProperty state = states.get(action);
        ButtonBase button;
        if (state == null) {
            button = new Button();
            button.setOnAction(event -> run(action));
        } else {
            ToggleButton toggle = new ToggleButton();
            toggle.selectedProperty().bindBidirectional(state);
            button = toggle;
        }
        button.getStyleClass().addAll("button-icon", "flat");
        action.icon().ifPresent(icon -> button.setGraphic(new FontIcon(icon)));
        return prepare(button, action);
    }

    /** A button with icon and text. */
    public Button textButton(Action action) {
        Button button = new Button();
        button.textProperty().bind(messages.text(action.textKey()));
        button.setOnAction(event -> run(action));
        action.icon().ifPresent(icon -> button.setGraphic(new FontIcon(icon)));
        prepare(button, action);
        return button;
    }

    private ButtonBase prepare(ButtonBase button, Action action) {
        button.setId(action.id());
        button.accessibleTextProperty().bind(messages.text(action.textKey()));
        button.disableProperty().bind(disabledProperty(action));
        Hint.on(button)
                .bind(messages.text(() -> messages.get(action.textKey()) + "  ("
                        + action.accelerator().getDisplayText() + ")"));
        button.setFocusTraversable(true);
        return button;
    }

    /**
     * A menu within a menu.
     *
     * @param key of its text
     * @param item makes the item of an action
     */
    public Menu subMenu(String key, Function<Action, MenuItem> item, List<Action> actions) {
        Menu menu = new Menu();
        menu.textProperty().bind(messages.text(key));
        menu.getItems().addAll(actions.stream().map(item).toList());
        return menu;
    }

    /** An item of a context menu: its key is shown; the one that works is the menu bar's. */
    public MenuItem contextItem(Action action) {
        MenuItem item = menuItem(action);
        item.setId("context-" + action.id());
        return item;
    }

    /** A menu item; it also carries the accelerator for the whole window. */
    public MenuItem menuItem(Action action) {
        BooleanProperty state = states.get(action);
        MenuItem item;
        if (state == null) {
            item = new MenuItem();
            item.setOnAction(event -> run(action));
        } else {
            CheckMenuItem check = new CheckMenuItem();
            check.selectedProperty().bindBidirectional(state);
            item = check;
        }
        item.setId("menu-" + action.id());
        item.textProperty().bind(messages.text(action.textKey()));
        item.disableProperty().bind(disabledProperty(action));
        item.setAccelerator(action.accelerator());
        action.icon().ifPresent(icon -> item.setGraphic(new FontIcon(icon)));
        return item;
    }
}
