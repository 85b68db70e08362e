package io.manako.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

class WindowPlaceTest {
    private static final Rectangle2D LEFT = new Rectangle2D(0, 0, 1920, 1080);
    private static final Rectangle2D RIGHT = new Rectangle2D(1920, 0, 2560, 1440);

    private static WindowPlace at(double x, double y) {
        return new WindowPlace(x, y, 1200, 800, false, List.of());
    }

    @Test
    void isThereWhileItsTitleBarCanBeGrabbed() {
        assertThat(at(2500, 100).isOn(List.of(LEFT, RIGHT))).isTrue();
        assertThat(at(2500, 100).isOn(List.of(LEFT))).isFalse();
        assertThat(at(-1100, 100).isOn(List.of(LEFT))).isTrue();
        assertThat(at(-1190, 100).isOn(List.of(LEFT))).isFalse();
        assertThat(at(10, -500).isOn(List.of(LEFT))).isFalse();
        assertThat(at(10, 1070).isOn(List.of(LEFT))).isFalse();
        assertThat(at(0, 0).isOn(List.of())).isFalse();
    }

    @Test
    void isNoLargerThanTheLargestScreen() {
        WindowPlace huge = new WindowPlace(0, 0, 9000, 20, true, List.of(0.5));
        assertThat(huge.within(List.of(LEFT, RIGHT))).isEqualTo(new WindowPlace(0, 0, 2560, 200, true, List.of(0.5)));
        assertThat(at(5, 6).within(List.of(LEFT))).isEqualTo(at(5, 6));
    }

    @Test
    void isMovedAsLittleAsItTakesToBeOnTheScreen() {
        assertThat(WindowPlace.onto(new Rectangle2D(-130, 20, 900, 700), LEFT))
                .isEqualTo(new Rectangle2D(0, 20, 900, 700));
        assertThat(WindowPlace.onto(new Rectangle2D(4000, 1000, 900, 700), RIGHT))
                .isEqualTo(new Rectangle2D(3580, 740, 900, 700));
        assertThat(WindowPlace.onto(new Rectangle2D(5, 5, 3000, 700), LEFT))
                .isEqualTo(new Rectangle2D(0, 5, 3000, 700));
    }

    @Test
    void isAtFirstNoLargerThanTheScreen() {
        Dimension2D wanted = new Dimension2D(1440, 900);
        assertThat(WindowPlace.atFirst(wanted, LEFT)).isEqualTo(wanted);
        assertThat(WindowPlace.atFirst(wanted, new Rectangle2D(0, 0, 1366, 768)))
                .isEqualTo(new Dimension2D(1366, 728));
    }

    @Test
    void isMadeOfNumbers() {
        assertThatThrownBy(() -> at(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WindowPlace(0, 0, 100, 100, false, List.of(Double.POSITIVE_INFINITY)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
