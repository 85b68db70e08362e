package io.manako.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.Shared;
import io.manako.engine.evaluation.FocusDataset.Instance;
import io.manako.engine.evaluation.FocusDataset.Photo;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.Point;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SharedDatasetTest {
    @Test
    void theSetIsReadAndItsMasksLieInTheirBoxes() throws IOException {
        FocusDataset data = FocusDataset.read(Shared.path("foir"));
        assertThat(data.photos()).hasSize(300);
        assertThat(data.instances()).hasSize(2544);
        assertThat(data.queries()).hasSize(500);
        assertThat(data.classes()).isEqualTo(58);
        for (FocusDataset.FocusQuery query : data.queries()) {
            Instance instance = query.instance();
            Photo photo = data.photos().get(instance.photo());
            Mask mask = instance.segmentation().toMask(photo.width(), photo.height());
            double area = instance.box().width() * instance.box().height();
            assertThat(mask.count())
                    .as("%s in %s", query.category(), photo.file())
                    .isBetween(1, (int) (area * 1.05) + 5);
        }
        Instance first = data.queries().getFirst().instance();
        Photo photo = data.photos().get(first.photo());
        Mask mask = first.segmentation().toMask(photo.width(), photo.height());
        Point inmost = InmostPoint.of(mask);
        assertThat(mask.inside()[(int) inmost.y() * mask.width() + (int) inmost.x()])
                .isTrue();
    }
}
