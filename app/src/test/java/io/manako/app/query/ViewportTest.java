package io.manako.app.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ViewportTest {
    private static final org.assertj.core.data.Offset<Double> EXACT = within(1e-6);

    @Test
    void theSameLookShowsTheSamePartOfAnotherPhoto() {
        Viewport one = Viewport.fit(800, 600, 400, 300).zoomAt(100, 200, 3).panBy(-20, 10);
        Viewport same = Viewport.fit(800, 600, 400, 300).looking(one.zoom(), one.middleX(), one.middleY());
        assertThat(same.scale()).isCloseTo(one.scale(), within(1e-9));
        assertThat(same.offsetX()).isCloseTo(one.offsetX(), within(1e-9));
        assertThat(same.offsetY()).isCloseTo(one.offsetY(), within(1e-9));

        Viewport other = Viewport.fit(50, 90, 300, 300).looking(one.zoom(), one.middleX(), one.middleY());
        assertThat(other.zoom()).isCloseTo(3, within(1e-9));
        assertThat(other.middleX()).isCloseTo(one.middleX(), within(1e-9));
        assertThat(other.middleY()).isCloseTo(one.middleY(), within(1e-9));
    }

    @Test
    void fitShowsTheWholePhotoCentred() {
        Viewport view = Viewport.fit(4000, 3000, 832, 632);
        assertThat(view.scale()).isEqualTo(0.2, EXACT);
        assertThat(view.toViewX(2000)).isEqualTo(416, EXACT);
        assertThat(view.toViewY(1500)).isEqualTo(316, EXACT);
        assertThat(view.isFit()).isTrue();
    }

    @Test
    void thePixelUnderThePointerStaysUnderItWhileZooming() {
        Viewport view = Viewport.fit(4000, 3000, 800, 600);
        double x = view.toPhotoX(300);
        double y = view.toPhotoY(200);
        Viewport zoomed = view.zoomAt(300, 200, 1.5).zoomAt(300, 200, 2);
        assertThat(zoomed.scale()).isEqualTo(view.scale() * 3, EXACT);
        assertThat(zoomed.toPhotoX(300)).isEqualTo(x, EXACT);
        assertThat(zoomed.toPhotoY(200)).isEqualTo(y, EXACT);
    }

    @Test
    void viewAndPhotoAreInverseAtAnyZoomAndPan() {
        Random random = new Random(1);
        Viewport view = Viewport.fit(3000, 4000, 700, 500);
        for (int i = 0; i < 200; i++) {
            view = view.zoomAt(random.nextInt(700), random.nextInt(500), 0.5 + 2 * random.nextDouble())
                    .panBy(random.nextInt(200) - 100, random.nextInt(200) - 100);
            double x = random.nextInt(3000);
            double y = random.nextInt(4000);
            assertThat(view.toPhotoX(view.toViewX(x))).isEqualTo(x, EXACT);
            assertThat(view.toPhotoY(view.toViewY(y))).isEqualTo(y, EXACT);
        }
    }

    @Test
    void zoomingOutEndsAtFit() {
        Viewport view = Viewport.fit(4000, 3000, 800, 600).zoomAt(10, 10, 5).panBy(-300, 40);
        assertThat(view.zoomAt(700, 500, 0.001)).isEqualTo(Viewport.fit(4000, 3000, 800, 600));
    }

    @Test
    void thePhotoCannotBeLostByPanning() {
        Viewport view = Viewport.fit(4000, 3000, 800, 600).panBy(1e6, -1e6);
        assertThat(view.toViewX(0)).isLessThan(800);
        assertThat(view.toViewY(3000)).isGreaterThan(0);
    }

    @Test
    void aResizedWindowKeepsFitOrTheMiddle() {
        Viewport fit = Viewport.fit(4000, 3000, 800, 600);
        assertThat(fit.resized(1000, 500)).isEqualTo(Viewport.fit(4000, 3000, 1000, 500));
        Viewport zoomed = fit.zoomAt(400, 300, 4);
        assertThat(zoomed.resized(1000, 500).toPhotoX(500)).isEqualTo(zoomed.toPhotoX(400), EXACT);
        assertThat(zoomed.resized(1000, 500).toPhotoY(250)).isEqualTo(zoomed.toPhotoY(300), EXACT);
    }
}
