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

    /** Call before the window is shown. */
    void restore() {
        WindowPlace last = settings.now().window();
        if (last != null) {
            List<Rectangle2D> screens =
                    Screen.getScreens().stream().map(Screen::getVisualBounds).toList();
            WindowPlace place = last.within(screens);
            stage.setWidth(place.width());
            stage.setHeight(place.height());
            if (place.isOn(screens)) {
                stage.setX(place.x());
                stage.setY(place.y());
            }
            if (place.dividers().size() == panes.getDividers().size()) {
                panes.setDividerPositions(place.dividers().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
            }
            stage.setMaximized(place.maximised());
        }
    }

    /** Remembers from now on; call when the window is shown. */
    void watch() {
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
