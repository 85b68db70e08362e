package io.manako.engine.train;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Eigenvectors of a symmetric matrix by Jacobi's rotations (Golub and Van Loan, Matrix Computations, 8.5). */
final class SymmetricEigen {
    private static final int SWEEPS = 30;

    /** Of the whole matrix's square: what lies beside the diagonal is nothing then. */
    private static final double NOTHING = 1e-24;

    private SymmetricEigen() {}

    /**
     * Eigenvectors of the largest eigenvalues, each of length 1, as rows.
     *
     * @param matrix n × n and symmetric; is destroyed
     * @param count up to n
     */
    static double[][] largest(double[][] matrix, int count) {
        int n = matrix.length;
        double[][] vectors = new double[n][n];
        double all = 0;
        for (int i = 0; i < n; i++) {
            vectors[i][i] = 1;
            for (int j = 0; j < n; j++) {
                all += matrix[i][j] * matrix[i][j];
            }
        }
        for (int sweep = 0; sweep < SWEEPS && beside(matrix) > NOTHING * all; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(matrix, vectors, p, q);
                }
            }
        }
        return IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -matrix[i][i]))
                .limit(count)
                .map(i -> vectors[i])
                .toArray(double[][]::new);
    }

    private static double beside(double[][] matrix) {
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += 2 * matrix[i][j] * matrix[i][j];
            }
        }
        return sum;
    }

    /** Makes one pair of elements zero; rows of {@code vectors} are the eigenvectors. */
    private static void rotate(double[][] matrix, double[][] vectors, int p, int q) {
        double apq = matrix[p][q];
        if (Math.abs(apq) < 1e-300) {
            return;
        }
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * apq);
        double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        turn(matrix[p], matrix[q], c, s);
        for (double[] row : matrix) {
            double x = row[p];
            row[p] = c * x - s * row[q];
            row[q] = s * x + c * row[q];
        }
        turn(vectors[p], vectors[q], c, s);
    }

    private static void turn(double[] first, double[] second, double c, double s) {
        for (int i = 0; i < first.length; i++) {
            double x = first[i];
            first[i] = c * x - s * second[i];
            second[i] = s * x + c * second[i];
        }
    }
}
