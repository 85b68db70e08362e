package io.manako.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.prompt.Box;
import org.junit.jupiter.api.Test;

class CloseUpTest {
    @Test
    void aMarkIsSeenWithItsSurroundings() {
        assertThat(CloseUp.around(new Box(100, 100, 40, 60), 1.5, 400, 300)).isEqualTo(new Box(90, 85, 60, 90));
    }

    @Test
    void atTheEdgeThePartIsMovedIntoThePhoto() {
        assertThat(CloseUp.around(new Box(0, 260, 40, 40), 2, 400, 300)).isEqualTo(new Box(0, 220, 80, 80));
    }

    @Test
    void whatIsThinIsWidened() {
        assertThat(CloseUp.around(new Box(190, 0, 20, 300), 1, 400, 300)).isEqualTo(new Box(125, 0, 150, 300));
    }

    @Test
    void whatIsTinyIsSeenFromATenthOfThePhoto() {
        assertThat(CloseUp.around(new Box(200, 150, 1, 1), 1.3, 400, 300)).isEqualTo(new Box(185.5, 135.5, 30, 30));
    }

    @Test
    void aMarkLargerThanThePhotoAllowsIsThePhoto() {
        assertThat(CloseUp.around(new Box(5, 5, 390, 290), 1.3, 400, 300)).isEqualTo(new Box(0, 0, 400, 300));
    }
}
