package io.manako.engine.vit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.engine.EngineException;
import org.junit.jupiter.api.Test;

class LinearAlgebraTest {
    @Test
    void eigenvectorsOfTheLargestValuesComeFirst() {
        // Eigenvalues 3, 2 and 1 along (1, 1, 0), (0, 0, 1) and (1, −1, 0).
        double[][] vectors = LinearAlgebra.eigenvectors(new double[][] {{2, 1, 0}, {1, 2, 0}, {0, 0, 2}}, 2);
        assertEquals(2, vectors.length);
        double sign = Math.signum(vectors[0][0]);
        assertArrayEquals(new double[] {Math.sqrt(0.5) * sign, Math.sqrt(0.5) * sign, 0}, vectors[0], 1e-12);
        assertArrayEquals(
                new double[] {0, 0, 1}, new double[] {vectors[1][0], vectors[1][1], Math.abs(vectors[1][2])}, 1e-12);
    }

    @Test
    void equationsAreSolvedColumnByColumn() {
        double[][] x = LinearAlgebra.solve(new double[][] {{4, 1}, {1, 3}}, new double[][] {{1, 9, 0}, {2, 5, 11}});
        assertArrayEquals(new double[] {1 / 11.0, 2, -1}, x[0], 1e-12);
        assertArrayEquals(new double[] {7 / 11.0, 1, 4}, x[1], 1e-12);
    }

    @Test
    void aSingularMatrixIsRefused() {
        assertThrows(
                EngineException.class,
                () -> LinearAlgebra.solve(new double[][] {{1, 1}, {1, 1}}, new double[][] {{1}, {2}}));
    }
}
