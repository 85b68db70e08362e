package io.manako.app.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.Test;

class GridSelectionTest {
    private final ObservableList<String> items = FXCollections.observableArrayList("a", "b", "c", "d", "e");
    private final GridSelection<String> selection = new GridSelection<>(items, item -> item);

    private void expect(String lead, String... chosen) {
        assertThat(selection.leadProperty().get()).isEqualTo(lead);
        assertThat(selection.chosen()).containsExactly(chosen);
        for (String item : items) {
            assertThat(selection.contains(item))
                    .as(item)
                    .isEqualTo(Arrays.asList(chosen).contains(item));
        }
    }

    @Test
    void oneIsChosenAlone() {
        selection.only("b");
        selection.only("d");
        expect("d", "d");
        assertThat(selection.leadIndex()).isEqualTo(3);
    }

    @Test
    void moreAreChosenInTheOrderOfTheListAndLeftOutAgain() {
        selection.only("d");
        selection.toggle("b");
        expect("b", "b", "d");
        selection.toggle("b");
        expect("d", "d");
        selection.toggle("d");
        expect("d", "d");
    }

    @Test
    void aRangeGrowsAndShrinksFromWhereItBegan() {
        selection.only("c");
        selection.extendTo("e");
        expect("e", "c", "d", "e");
        selection.extendTo("b");
        expect("b", "b", "c");
        selection.all();
        expect("b", "a", "b", "c", "d", "e");
    }

    @Test
    void aRangeWithoutABeginningIsOneItem() {
        selection.extendTo("c");
        expect("c", "c");
    }

    @Test
    void settingTheLeadFromOutsideChoosesItAlone() {
        selection.only("a");
        selection.extendTo("c");
        selection.leadProperty().set("e");
        expect("e", "e");
        selection.leadProperty().set(null);
        expect(null);
    }

    @Test
    void whatIsStillThereStaysSelected() {
        selection.only("b");
        selection.extendTo("d");
        items.setAll("d", "x", "b");
        selection.follow();
        expect("d", "d", "b");
        items.setAll(List.of("x"));
        selection.follow();
        expect(null);
    }

    @Test
    void aNewerVersionOfAnItemTakesItsPlace() {
        ObservableList<String> versions = FXCollections.observableArrayList("a1", "b1");
        GridSelection<String> byLetter = new GridSelection<>(versions, item -> item.charAt(0));
        byLetter.only("b1");
        versions.setAll("b2", "a2");
        byLetter.follow();
        assertThat(byLetter.leadProperty().get()).isEqualTo("b2");
        assertThat(byLetter.chosen()).containsExactly("b2");
        assertThat(byLetter.leadIndex()).isZero();
    }
}
