package io.manako.app.shell;

import io.manako.app.settings.SettingsViewModel;
import io.manako.app.settings.WindowPlace;
import io.manako.app.task.Background;
import io.manako.app.task.Ticket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.SplitPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Puts the window where it was the last time, and remembers where it goes. For the UI thread. */
final class WindowMemory {
    /** A window that is being maximised tells its new size first and that it is maximised later. */
    private static final Duration SETTLED_AFTER = Duration.ofMillis(300);

    private final Stage stage;
    private final SplitPane panes;
    private final SettingsViewModel settings;
    private final Background background;
    private Ticket settling = new Ticket();

    WindowMemory(Stage stage, SplitPane panes, SettingsViewModel settings, Background background) {
        this.stage = stage;
        this.panes = panes;
        this.settings = settings;
        this.background = background;
    }

    /** What the window had the last time, as far as the screens of today have room for it. */
    private static @Nullable WindowPlace last(SettingsViewModel settings) {
        WindowPlace last = settings.now().window();
        return last == null ? null : last.within(screens());
    }

    private static List<Rectangle2D> screens() {
        return Screen.getScreens().stream().map(Screen::getVisualBounds).toList();
    }

    /**
     * The size that a scene begins with, no larger than the screen. At another one the panes would be laid out first, and the
     * library keep that width.
     */
    static Dimension2D size(SettingsViewModel settings, Dimension2D atFirst) {
        WindowPlace place = last(settings);
        if (place != null) {
            return new Dimension2D(place.width(), place.height());
        }
        return WindowPlace.atFirst(atFirst, Screen.getPrimary().getVisualBounds());
    }

    /** Call before the window is shown. */
    void restore() {
        WindowPlace place = last(settings);
        if (place != null) {
            stage.setWidth(place.width());
            stage.setHeight(place.height());
            if (place.isOn(screens())) {
                stage.setX(place.x());
                stage.setY(place.y());
            }
            restoreDividers();
            stage.setMaximized(place.maximised());
        }
    }

    private void restoreDividers() {
        WindowPlace last = settings.now().window();
        if (last != null && last.dividers().size() == panes.getDividers().size()) {
            panes.setDividerPositions(
                    last.dividers().stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    /** Remembers from now on; call when the window is shown. */
    void watch() {
        // The window's frame has taken its part of the width.
        background.onUi(this::restoreDividers);
        InvalidationListener moved = observable -> settle();
        for (Observable property : List.of(
                stage.xProperty(),
                stage.yProperty(),
                stage.widthProperty(),
                stage.heightProperty(),
                stage.maximizedProperty())) {
            property.addListener(moved);
        }
        panes.getDividers().forEach(divider -> divider.positionProperty().addListener(moved));
    }

    private void settle() {
        settling.cancel();
        settling = background.after(SETTLED_AFTER, this::remember);
    }

    private void remember() {
        if (!stage.isShowing() || stage.isIconified() || stage.isFullScreen()) {
            return;
        }
        List<Double> dividers =
                Arrays.stream(panes.getDividerPositions()).boxed().toList();
        WindowPlace last = settings.now().window();
        WindowPlace now = stage.isMaximized() && last != null
                ? new WindowPlace(last.x(), last.y(), last.width(), last.height(), true, dividers)
                : place(dividers);
        if (now != null) {
            settings.change(before -> before.withWindow(now));
        }
    }

    private @Nullable WindowPlace place(List<Double> dividers) {
        try {
            return new WindowPlace(
                    stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized(), dividers);
        } catch (IllegalArgumentException notLaidOutYet) {
            return null;
        }
    }
}
