package io.manako.engine.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.UncheckedIOException;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Dense linear algebra in double precision on the CPU, by the LAPACK of PyTorch. */
public final class LinearAlgebra {
    private static final String SOURCE = """
            def eigenvectors(self, matrix: Tensor) -> Tensor:
              values, vectors, = torch.linalg_eigh(matrix)
              return torch.transpose(vectors, 0, 1)
            def solution(self, matrix: Tensor, right: Tensor) -> Tensor:
              return torch.linalg_solve(matrix, right)
            """;

    private LinearAlgebra() {}

    /**
     * Eigenvectors of the largest eigenvalues, the largest first, each of length 1, as rows.
     *
     * @param symmetric n × n; its lower half is read
     * @param count up to n
     * @throws UncheckedIOException if the native library cannot be used
     */
    public static double[][] eigenvectors(double[][] symmetric, int count) {
        try (NDManager manager = manager()) {
            NDArray ascending = new TorchScript(manager, SOURCE).call("eigenvectors", matrix(manager, symmetric));
            return rows(ascending).reversed().subList(0, count).toArray(double[][]::new);
        }
    }

    /**
     * X of A · X = B.
     *
     * @param a n × n and not singular
     * @param b n × k
     * @return n × k
     * @throws UncheckedIOException if the native library cannot be used
     * @throws ai.djl.engine.EngineException if A is singular
     */
    public static double[][] solve(double[][] a, double[][] b) {
        try (NDManager manager = manager()) {
            NDArray x = new TorchScript(manager, SOURCE).call("solution", matrix(manager, a), matrix(manager, b));
            return rows(x).toArray(double[][]::new);
        }
    }

    private static NDManager manager() {
        try {
            return PyTorch.newManager();
        } catch (ModelException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NDArray matrix(NDManager manager, double[][] rows) {
        double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        return manager.create(DoubleBuffer.wrap(values), new Shape(rows.length, rows[0].length));
    }

    private static List<double[]> rows(NDArray matrix) {
        int n = (int) matrix.getShape().get(1);
        double[] values = matrix.toDoubleArray();
        return IntStream.range(0, values.length / n)
                .mapToObj(i -> Arrays.copyOfRange(values, i * n, (i + 1) * n))
                .toList();
    }
}
