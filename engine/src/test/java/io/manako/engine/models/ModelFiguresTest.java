package io.manako.engine.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.models.ModelFigures.Figures;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFiguresTest {
    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);

    @TempDir
    private Path home;

    private static ModelBenchmark.Result cost(double photoMillis) {
        return new ModelBenchmark.Result("any", 192, 196, 23_000_000, 300, photoMillis, 2 * photoMillis);
    }

    @Test
    void whatWasMeasuredIsKeptAndAnewTakesItsPlace() throws Exception {
        ModelFigures figures = new ModelFigures(home.resolve("data"));
        assertThat(figures.all()).isEmpty();
        figures.put(ONE, cost(40), 36.4);
        figures.put(TWO, cost(90), null);
        figures.put(ONE, cost(30), null);
        assertThat(new ModelFigures(home.resolve("data")).all())
                .containsEntry(ONE, new Figures(23_000_000, 30, 60, 36.4))
                .containsEntry(TWO, new Figures(23_000_000, 90, 180, null))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"1\": ", "7"})
    void aBrokenFileIsMeasuredAnew(String content) throws Exception {
        Files.writeString(home.resolve("model-figures.json"), content);
        ModelFigures figures = new ModelFigures(home);
        assertThat(figures.all()).isEmpty();
        figures.put(ONE, cost(40), null);
        assertThat(figures.all()).containsOnlyKeys(ONE);
    }
}
