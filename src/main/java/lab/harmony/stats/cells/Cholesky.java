package lab.harmony.stats.cells;

/// A symmetric positive definite matrix as the product of a triangle and its mirror image.
final class Cholesky {
  private final double[][] lower;

  private Cholesky(double[][] lower) {
    this.lower = lower;
  }

  static Cholesky of(double[][] matrix) {
    int n = matrix.length;
    var lower = new double[n][n];
    for (int row = 0; row < n; row++) {
      for (int column = 0; column <= row; column++) {
        double sum = matrix[row][column];
        for (int at = 0; at < column; at++) {
          sum -= lower[row][at] * lower[column][at];
        }
        lower[row][column] =
            row == column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[column][column];
      }
    }
    return new Cholesky(lower);
  }

  double logDeterminant() {
    double sum = 0;
    for (int at = 0; at < lower.length; at++) {
      sum += 2 * Math.log(lower[at][at]);
    }
    return sum;
  }

  double[] solve(double[] right) {
    int n = lower.length;
    var solved = right.clone();
    for (int row = 0; row < n; row++) {
      for (int at = 0; at < row; at++) {
        solved[row] -= lower[row][at] * solved[at];
      }
      solved[row] /= lower[row][row];
    }
    for (int row = n - 1; row >= 0; row--) {
      for (int at = row + 1; at < n; at++) {
        solved[row] -= lower[at][row] * solved[at];
      }
      solved[row] /= lower[row][row];
    }
    return solved;
  }

  double[][] inverse() {
    int n = lower.length;
    var inverse = new double[n][];
    for (int at = 0; at < n; at++) {
      var unit = new double[n];
      unit[at] = 1;
      inverse[at] = solve(unit);
    }
    return inverse;
  }
}
