package io.manako.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Polarity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class CoordinatesTest {
    @Test
    void readsBoxes() {
        assertThat(new BoxConverter().convert("10,20.5,300,4")).isEqualTo(new Box(10, 20.5, 300, 4));
        assertThat(new BoxConverter().convert(" -3, 0, 30, 40 ")).isEqualTo(new Box(-3, 0, 30, 40));
        assertThat(new BoxConverter().convert("1,2,3,4,-")).isEqualTo(new Box(1, 2, 3, 4, Polarity.NEGATIVE));
    }

    @Test
    void readsPointsWithTheirSign() {
        assertThat(new PointConverter().convert("10,20")).isEqualTo(new Point(10, 20));
        assertThat(new PointConverter().convert("10,20,+")).isEqualTo(new Point(10, 20));
        assertThat(new PointConverter().convert("10,20,-")).isEqualTo(new Point(10, 20, Polarity.NEGATIVE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,2,3", "1,2,3,4,5", "1;2;3;4", "a,b,c,d", "1,2,,4", "1,2,3,4,-,-", "1 2 3 4"})
    void saysWhatABoxLooksLike(String text) {
        assertThatThrownBy(() -> new BoxConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("a box is x,y,w,h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN,2,3,4", "1,Infinity,3,4", "1,2,NaN,4", "1e999,2,3,4"})
    void refusesNumbersThatAreNone(String text) {
        assertThatThrownBy(() -> new BoxConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("finite");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2,0,4", "1,2,3,0", "1,2,-3,4"})
    void refusesBoxesWithoutArea(String text) {
        assertThatThrownBy(() -> new BoxConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("no area");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1,2,3", "x,y", "1,2,-,"})
    void saysWhatAPointLooksLike(String text) {
        assertThatThrownBy(() -> new PointConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("a point is x,y");
    }
}
